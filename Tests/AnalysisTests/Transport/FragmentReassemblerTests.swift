import Testing
import Wire

@testable import Analysis

@Suite struct FragmentReassemblerTests {
    /// A UDP datagram 1 → 2 of 8 + 92 bytes.
    static let payload: [UInt8] = [0, 1, 0, 2, 0, 100, 0, 0] + Array(0..<92)

    static func fragment(
        _ range: Range<Int>, of length: Int = payload.count, identification: UInt32 = 1, isIPv6: Bool = false,
        origin: UInt32 = 0
    ) -> NetworkPacket {
        var packet = NetworkPacket()
        packet.kind = .fragment
        packet.transport = .udp
        packet.timeToLive = 60
        let address = isIPv6 ? IPAddress(high: 1, low: 1) : IPAddress(ipv4: 1)
        packet.source = Endpoint(address, 0)
        packet.destination = Endpoint(address, 0)
        packet.payloadLength = range.count
        packet.capturedPayloadLength = range.count
        packet.origin = origin
        packet.fragment = NetworkPacket.FragmentFields(
            identification: identification, offset: UInt16(range.lowerBound), moreFollow: range.upperBound < length)
        return packet
    }

    static func bytes(_ range: Range<Int>) -> [UInt8] {
        Array(range).map { $0 < payload.count ? payload[$0] : 0xee }
    }

    /// Feeds the ranges as fragments 1 µs and one frame apart, from frame 1.
    static func feed(
        _ ranges: [Range<Int>], to reassembler: inout FragmentReassembler, identification: UInt32 = 1,
        isIPv6: Bool = false
    ) -> [FragmentReassembler.Reassembled] {
        var whole = [FragmentReassembler.Reassembled]()
        for (index, range) in ranges.enumerated() {
            let packet = fragment(range, identification: identification, isIPv6: isIPv6)
            let time = Timestamp(nanoseconds: Int64(index) * 1000)
            let data = bytes(range)
            if let result = reassembler.receive(packet, payload: data.span, at: time, frame: UInt64(index) + 1) {
                whole.append(result)
            }
        }
        return whole
    }

    static func permutations<Element>(_ elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { index in
            var rest = elements
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }

    @Test("Five fragments in any order make the datagram", arguments: [false, true])
    func allOrders(isIPv6: Bool) {
        for order in Self.permutations([0..<24, 24..<48, 48..<56, 56..<96, 96..<100]) {
            var reassembler = FragmentReassembler()
            let whole = Self.feed(order, to: &reassembler, isIPv6: isIPv6)
            #expect(whole.count == 1)
            guard let first = whole.first else { return }
            #expect(first.payload == Self.payload && first.originalLength == 100)
            #expect(first.frames == [1, 2, 3, 4, 5])
            var packet = first.packet
            #expect(
                FrameDecoder.decodeTransport(
                    first.payload.span, originalLength: first.originalLength, into: &packet) == nil)
            #expect(packet.kind == .udp && packet.source.port == 1 && packet.destination.port == 2)
            #expect(packet.payloadLength == 92 && packet.timeToLive == 60)
        }
    }

    @Test("Repeated fragments change nothing")
    func duplicates() {
        var reassembler = FragmentReassembler()
        let whole = Self.feed([0..<48, 0..<48, 48..<96, 48..<96, 0..<48, 96..<100], to: &reassembler)
        #expect(whole.map(\.payload) == [Self.payload])
        #expect(whole.first?.frames == [1, 3, 6])
        #expect(reassembler.counts.duplicates == 3 && reassembler.counts.reassembled == 1)
    }

    @Test(
        "Fragments that overlap or contradict each other end the packet (RFC 5722)",
        arguments: [
            [0..<48, 40..<96], [40..<96, 0..<48], [0..<96, 8..<16], [8..<16, 0..<96], [0..<48, 0..<40],
            [0..<104, 96..<100], [96..<100, 0..<104], [48..<100, 96..<100],
        ])
    func overlaps(ranges: [Range<Int>]) {
        var reassembler = FragmentReassembler()
        var packets = ranges.map { Self.fragment($0, of: $0.upperBound > 100 ? 1000 : 100) }
        packets += [0..<48, 48..<96, 96..<100].map { Self.fragment($0) }
        for packet in packets {
            let start = Int(packet.fragment.offset)
            let data = Self.bytes(start..<start + packet.payloadLength)
            let whole = reassembler.receive(packet, payload: data.span, at: Timestamp(nanoseconds: 0), frame: 1)
            #expect(whole == nil)
        }
        #expect(reassembler.counts.overlapping == 1 && reassembler.counts.reassembled == 0)
    }

    @Test("Packets are told apart by addresses, identification and place of capture")
    func keys() {
        var reassembler = FragmentReassembler()
        let start = Timestamp(nanoseconds: 0)
        func receive(_ packet: NetworkPacket) -> [UInt8]? {
            let from = Int(packet.fragment.offset)
            let data = Self.bytes(from..<from + packet.payloadLength)
            return reassembler.receive(packet, payload: data.span, at: start, frame: 1)?.payload
        }
        #expect(receive(Self.fragment(0..<48)) == nil)
        #expect(receive(Self.fragment(48..<100, identification: 2)) == nil)
        #expect(receive(Self.fragment(48..<100, isIPv6: true)) == nil)
        #expect(receive(Self.fragment(48..<100, origin: 7)) == nil)
        #expect(receive(Self.fragment(0..<48, origin: 7)) == Self.payload)
        #expect(receive(Self.fragment(48..<100)) == Self.payload)
    }

    @Test("A packet waits 30 s of capture time, and no longer")
    func expiry() {
        for (age, arrives) in [(FragmentReassembler.lifetime, true), (FragmentReassembler.lifetime + 1, false)] {
            var reassembler = FragmentReassembler()
            let head = Self.bytes(0..<48)
            let tail = Self.bytes(48..<100)
            _ = reassembler.receive(
                Self.fragment(0..<48), payload: head.span, at: Timestamp(nanoseconds: 5), frame: 1)
            let whole = reassembler.receive(
                Self.fragment(48..<100), payload: tail.span, at: Timestamp(nanoseconds: 5 + age), frame: 2)
            #expect((whole != nil) == arrives)
            #expect(reassembler.counts.expired == (arrives ? 0 : 1))
        }
    }

    @Test("The oldest packets go when there are too many, or too many bytes")
    func eviction() {
        var reassembler = FragmentReassembler()
        for identification in 0..<UInt32(FragmentReassembler.maximumPackets + 10) {
            _ = Self.feed([0..<48], to: &reassembler, identification: identification)
        }
        #expect(reassembler.counts.evicted == 10)
        #expect(Self.feed([48..<100], to: &reassembler, identification: 10).count == 1)
        #expect(Self.feed([48..<100], to: &reassembler, identification: 9).isEmpty)

        // 60000 bytes each: 69 fit in 4 MiB, the 70th to 72nd push out one each.
        reassembler = FragmentReassembler()
        for identification in 0..<UInt32(72) {
            _ = Self.feed([8..<60008], to: &reassembler, identification: identification)
        }
        #expect((4 << 20) / 60000 == 69)
        #expect(reassembler.counts.evicted == 72 - 69)
    }

    @Test("Fragments that no packet can have are counted")
    func malformed() {
        var reassembler = FragmentReassembler()
        #expect(Self.feed([0..<0, 0..<47], to: &reassembler).isEmpty)
        var beyond = Self.fragment(0..<40, of: 0)
        beyond.fragment.offset = 65528
        let data = Self.bytes(0..<40)
        #expect(reassembler.receive(beyond, payload: data.span, at: Timestamp(nanoseconds: 0), frame: 1) == nil)
        #expect(reassembler.counts.malformed == 3)
    }

    @Test("Where the snap length cut a fragment, the payload ends; its length is still known")
    func snapLength() {
        var reassembler = FragmentReassembler()
        var head = Self.fragment(0..<48)
        head.capturedPayloadLength = 20
        let headBytes = Self.bytes(0..<20)
        let tailBytes = Self.bytes(48..<100)
        let start = Timestamp(nanoseconds: 0)
        #expect(reassembler.receive(head, payload: headBytes.span, at: start, frame: 1) == nil)
        let whole = reassembler.receive(Self.fragment(48..<100), payload: tailBytes.span, at: start, frame: 2)
        #expect(whole?.payload == Array(Self.payload[..<20]) && whole?.originalLength == 100)
    }
}
