import Wire

/// A pcap file of raw IPv4 frames, one every 100 ms from 2023-11-14 22:13:20 UTC on.
struct SmallCapture {
    private(set) var bytes: [UInt8]
    private var count: UInt32 = 0
    private let start: UInt32

    init(start: UInt32 = 1_700_000_000) {
        self.start = start
        bytes = [0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 101]
    }

    mutating func append(_ payload: [UInt8], from source: UInt16, to destination: UInt16, isReply: Bool = false) {
        var frame: [UInt8] = [0x45, 0]
        frame.append(uint16: UInt16(28 + payload.count))
        let (own, other): (UInt8, UInt8) = isReply ? (2, 1) : (1, 2)
        frame += [0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, own, 192, 0, 2, other]
        UDPHeader(sourcePort: source, destinationPort: destination, totalLength: UInt16(8 + payload.count))
            .serialize(into: &frame)
        frame += payload
        bytes.append(uint32: start + count / 10)
        bytes.append(uint32: count % 10 * 100_000)
        bytes.append(uint32: UInt32(frame.count))
        bytes.append(uint32: UInt32(frame.count))
        bytes += frame
        count += 1
    }

    /// A connectivity check and its answer: enough to be a call.
    mutating func appendCall(ufrags: String, port: UInt16) {
        let id = STUNTransactionID(UInt32(port), 1)
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(.username, text: ufrags)
        request.append(.iceControlling, uint64: 1)
        request.append(.useCandidate)
        request.append(.priority, uint32: 1_853_824_767)
        request.appendFingerprint()
        append(request.bytes, from: port, to: 6000)
        var answer = STUNMessageBuilder(.success, .binding, id)
        answer.append(.xorMappedAddress, address: Endpoint(IPAddress(ipv4: 0xc000_0201), port))
        answer.appendFingerprint()
        append(answer.bytes, from: 6000, to: port, isReply: true)
    }

    static func call(start: UInt32 = 1_700_000_000) -> [UInt8] {
        var capture = SmallCapture(start: start)
        capture.appendCall(ufrags: "abcd:efgh", port: 5000)
        return capture.bytes
    }

    static var twoCalls: [UInt8] {
        var capture = SmallCapture()
        capture.appendCall(ufrags: "abcd:efgh", port: 5000)
        capture.appendCall(ufrags: "ijkl:mnop", port: 5002)
        return capture.bytes
    }

    /// Checks that nobody answers, for 50 s.
    static var unansweredCall: [UInt8] {
        var capture = SmallCapture()
        for attempt in 0..<500 {
            var request = STUNMessageBuilder(.request, .binding, STUNTransactionID(UInt32(attempt), 1))
            request.append(.username, text: "abcd:efgh")
            request.append(.iceControlling, uint64: 1)
            request.append(.priority, uint32: 1_853_824_767)
            request.appendFingerprint()
            capture.append(request.bytes, from: 5000, to: 6000)
        }
        return capture.bytes
    }

    /// A datagram of no protocol that belongs to a call.
    static var noCall: [UInt8] {
        var capture = SmallCapture()
        capture.append(Array("hello".utf8), from: 9, to: 9)
        return capture.bytes
    }
}
