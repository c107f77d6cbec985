/// What a receiver says of one source: 24 bytes in SR and RR (RFC 3550 section 6.4.1).
@frozen
public struct RTCPReportBlock: Hashable, BitwiseCopyable, Sendable {
    public static let byteCount = 24

    public var ssrc: UInt32
    /// Lost since the previous report, as a fraction of 256.
    public var fractionLost: UInt8
    /// Lost since the start: SIGNED 24 bits, negative when duplicates outnumber losses.
    public var cumulativeLost: Int32
    /// Roll-overs in the upper 16 bits, the highest sequence number received in the lower.
    public var extendedHighestSequence: UInt32
    /// In units of the RTP clock.
    public var jitter: UInt32
    /// The middle 32 bits of the last SR's NTP time; 0 if none was received.
    public var lastSenderReport: UInt32
    /// From receiving that SR to sending this, in 1/65536 s.
    public var delaySinceLastSenderReport: UInt32

    public init(
        ssrc: UInt32, fractionLost: UInt8 = 0, cumulativeLost: Int32 = 0, extendedHighestSequence: UInt32 = 0,
        jitter: UInt32 = 0, lastSenderReport: UInt32 = 0, delaySinceLastSenderReport: UInt32 = 0
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.extendedHighestSequence = extendedHighestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceLastSenderReport = delaySinceLastSenderReport
    }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count >= Self.byteCount else {
            throw WireError(.malformed, .rtcp, needed: Self.byteCount, available: bytes.count)
        }
        ssrc = bytes.uint32(at: 0)
        fractionLost = bytes[4]
        // Up into the sign bit of 32 and back down, arithmetically.
        cumulativeLost = Int32(bitPattern: bytes.uint24(at: 5) << 8) >> 8
        extendedHighestSequence = bytes.uint32(at: 8)
        jitter = bytes.uint32(at: 12)
        lastSenderReport = bytes.uint32(at: 16)
        delaySinceLastSenderReport = bytes.uint32(at: 20)
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(fractionLost)
        bytes.append(uint24: UInt32(bitPattern: cumulativeLost))
        bytes.append(uint32: extendedHighestSequence)
        bytes.append(uint32: jitter)
        bytes.append(uint32: lastSenderReport)
        bytes.append(uint32: delaySinceLastSenderReport)
    }

    static func forEach(
        in packet: Span<UInt8>, from offset: Int, count: Int, _ body: (RTCPReportBlock) -> Void
    ) throws(WireError) {
        for index in 0..<count {
            let start = offset + index * byteCount
            guard start + byteCount <= packet.count else {
                throw WireError(
                    .malformed, .rtcp, offset: start, needed: byteCount, available: max(0, packet.count - start))
            }
            body(try RTCPReportBlock(parsing: packet.extracting(start..<start + byteCount)))
        }
    }
}
