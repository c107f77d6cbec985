/// RR: report blocks of a participant that sends nothing (RFC 3550 section 6.4.2).
@frozen
public struct RTCPReceiverReport: Hashable, BitwiseCopyable, Sendable {
    public static let byteCount = 8

    public var ssrc: UInt32
    public var reportCount: Int

    public init(ssrc: UInt32, reportCount: Int = 0) {
        self.ssrc = ssrc
        self.reportCount = reportCount
    }

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        let header = try RTCPHeader(parsing: packet, expecting: .receiverReport)
        let needed = Self.byteCount + Int(header.count) * RTCPReportBlock.byteCount
        guard packet.count >= needed else {
            throw WireError(.malformed, .rtcp, needed: needed, available: packet.count)
        }
        ssrc = packet.uint32(at: 4)
        reportCount = Int(header.count)
    }

    /// `packet` is what this was parsed from.
    public func forEachReportBlock(
        in packet: Span<UInt8>, _ body: (RTCPReportBlock) -> Void
    ) throws(WireError) {
        try RTCPReportBlock.forEach(in: packet, from: Self.byteCount, count: reportCount, body)
    }

    public func serialize(into bytes: inout [UInt8], blocks: [RTCPReportBlock] = []) {
        RTCPHeader.serialize(.receiverReport, count: blocks.count, into: &bytes) { bytes in
            bytes.append(uint32: ssrc)
            for block in blocks { block.serialize(into: &bytes) }
        }
    }
}
