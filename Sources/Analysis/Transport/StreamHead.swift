import Media
import Wire

/// What a stream's packets are held against first: four cache lines, and a fifth for those with header extensions.
struct StreamHead: BitwiseCopyable {
    /// Those of the stream's last packet.
    var headers: StreamHeaders
    var run: SteadyRun
    /// To the end of the line.
    private var rest: (UInt64, UInt64) = (0, 0)

    init(headers: StreamHeaders = .none, run: SteadyRun = .none) {
        self.headers = headers
        self.run = run
    }

    @inline(__always)
    mutating func observeSteadyOverIPv4(
        _ headers: StreamHeaders, _ frame: SteadyFrame, _ bytes: Span<UInt8>,
        observeOther: (inout SteadyRun, UDPDatagram) -> Bool
    ) -> Bool {
        guard self.headers.isSameOverIPv4(as: headers) else { return false }
        return observeSteady(frame, bytes, UDPDatagram(overIPv4: bytes), observeOther: observeOther)
    }

    @inline(__always)
    mutating func observeSteadyOverIPv6(
        _ headers: StreamHeaders, _ frame: SteadyFrame, _ bytes: Span<UInt8>,
        observeOther: (inout SteadyRun, UDPDatagram) -> Bool
    ) -> Bool {
        guard self.headers.isSameOverIPv6(as: headers) else { return false }
        return observeSteady(frame, bytes, UDPDatagram(overIPv6: bytes), observeOther: observeOther)
    }

    /// Takes a packet with the same headers, if it is but the next.
    ///
    /// - Parameters:
    ///   - bytes: an RTP packet's fixed header at least.
    ///   - observeOther: does it for a packet with a header extension, or with something to be remarked in its content.
    /// - Returns: false, and nothing is done, if it is anything else.
    @inline(__always)
    private mutating func observeSteady(
        _ frame: SteadyFrame, _ bytes: Span<UInt8>, _ datagram: UDPDatagram,
        observeOther: (inout SteadyRun, UDPDatagram) -> Bool
    ) -> Bool {
        guard datagram.isWhole(onWire: frame.originalLength),
            datagram.length >= RTPHeader.fixedLength, datagram.length <= SegmentedDatagram.largestWhole,
            !DatagramKind.isRTCPType(bytes[datagram.begin &+ 1])
        else { return false }
        // Version 2, neither padding, extension nor contributing sources (RFC 3550 5.1).
        guard bytes[datagram.begin] == 0x80 else { return observeOther(&run, datagram) }
        let packet = SteadyRun.Packet(
            in: bytes, from: datagram.begin, length: datagram.length, headerLength: RTPHeader.fixedLength,
            time: frame.time, number: frame.number)
        guard let step = run.step(to: packet) else { return false }
        guard run.followContent(packet) else { return observeOther(&run, datagram) }
        run.take(packet, step)
        return true
    }
}

/// What is known of an Ethernet frame besides its bytes.
struct SteadyFrame: BitwiseCopyable {
    var time: Timestamp
    var number: UInt64
    var originalLength: UInt32
    var interface: UInt32
}

/// Where UDP's payload is in a plain frame, by what the headers say.
struct UDPDatagram: BitwiseCopyable {
    var begin: Int
    var length: Int
    /// Where the IP packet ends.
    var end: Int

    @inline(__always)
    init(overIPv4 bytes: Span<UInt8>) {
        self.init(bytes, udp: PlainUDPFrame.udpOverIPv4, end: 14 &+ Int(bytes.uint16(at: 16)))
    }

    @inline(__always)
    init(overIPv6 bytes: Span<UInt8>) {
        self.init(bytes, udp: PlainUDPFrame.udpOverIPv6, end: 54 &+ Int(bytes.uint16(at: 18)))
    }

    @inline(__always)
    private init(_ bytes: Span<UInt8>, udp: Int, end: Int) {
        begin = udp &+ 8
        length = Int(bytes.uint16(at: udp &+ 4)) &- 8
        self.end = end
    }

    @inline(__always)
    func isWhole(onWire length: UInt32) -> Bool { end <= length && begin &+ self.length <= end }
}
