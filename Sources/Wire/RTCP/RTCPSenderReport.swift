/// SR: what a source has sent, and its report blocks (RFC 3550 section 6.4.1).
@frozen
public struct RTCPSenderReport: Hashable, BitwiseCopyable, Sendable {
    public static let byteCount = 28

    public var ssrc: UInt32
    /// Wall clock in seconds since 1900, 32.32 fixed point.
    public var ntpTime: UInt64
    /// The same instant on the RTP clock.
    public var rtpTimestamp: UInt32
    public var packetCount: UInt32
    /// Payload bytes sent, without headers and padding.
    public var octetCount: UInt32
    public var reportCount: Int

    public init(
        ssrc: UInt32, ntpTime: UInt64, rtpTimestamp: UInt32, packetCount: UInt32, octetCount: UInt32,
        reportCount: Int = 0
    ) {
        self.ssrc = ssrc
        self.ntpTime = ntpTime
        self.rtpTimestamp = rtpTimestamp
        self.packetCount = packetCount
        self.octetCount = octetCount
        self.reportCount = reportCount
    }

    /// The 32 bits that come back as a report block's `lastSenderReport`.
    public var middleNTPTime: UInt32 { UInt32(truncatingIfNeeded: ntpTime >> 16) }

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        let header = try RTCPHeader(parsing: packet, expecting: .senderReport)
        let needed = Self.byteCount + Int(header.count) * RTCPReportBlock.byteCount
        guard packet.count >= needed else {
            throw WireError(.malformed, .rtcp, needed: needed, available: packet.count)
        }
        ssrc = packet.uint32(at: 4)
        ntpTime = packet.uint64(at: 8)
        rtpTimestamp = packet.uint32(at: 16)
        packetCount = packet.uint32(at: 20)
        octetCount = packet.uint32(at: 24)
        reportCount = Int(header.count)
    }

    /// `packet` is what this was parsed from.
    public func forEachReportBlock(
        in packet: Span<UInt8>, _ body: (RTCPReportBlock) -> Void
    ) throws(WireError) {
        try RTCPReportBlock.forEach(in: packet, from: Self.byteCount, count: reportCount, body)
    }

    public func serialize(into bytes: inout [UInt8], blocks: [RTCPReportBlock] = []) {
        RTCPHeader.serialize(.senderReport, count: blocks.count, into: &bytes) { bytes in
            bytes.append(uint32: ssrc)
            bytes.append(uint64: ntpTime)
            bytes.append(uint32: rtpTimestamp)
            bytes.append(uint32: packetCount)
            bytes.append(uint32: octetCount)
            for block in blocks { block.serialize(into: &bytes) }
        }
    }
}
