/// Loss and duplicate run lengths (RFC 3611 sections 4.1 and 4.2), and packet receipt times (4.3): the range of
/// sequence numbers that they speak of, with what follows.
@frozen
public struct RTCPSequenceReport: Hashable, Sendable {
    public var ssrc: UInt32
    /// Only every 2^`thinning`-th packet is reported.
    public var thinning: UInt8
    public var beginSequence: UInt16
    /// One past the last.
    public var endSequence: UInt16
    /// Chunks of two bytes, or receipt times of four, as offsets into the packet.
    public var entries: Range<Int>

    public init(parsing packet: Span<UInt8>, _ block: RTCPExtendedReportBlock) throws(WireError) {
        try block.require(
            .lossRunLengths, .duplicateRunLengths, .packetReceiptTimes, byteCount: 8, in: packet)
        let start = block.contents.lowerBound
        ssrc = packet.uint32(at: start)
        thinning = block.typeSpecific & 0x0f
        beginSequence = packet.uint16(at: start + 4)
        endSequence = packet.uint16(at: start + 6)
        entries = start + 8..<block.contents.upperBound
    }

    /// Receipt times in units of the RTP clock, one per reported packet.
    public func forEachReceiptTime(in packet: Span<UInt8>, _ body: (UInt32) -> Void) {
        RTCPFeedback.forEachEntry(in: packet, entries, byteCount: 4) { body(packet.uint32(at: $0)) }
    }

    /// Run-length and bit-vector chunks up to the terminating null.
    public func forEachChunk(in packet: Span<UInt8>, _ body: (RTCPRunLengthChunk) -> Void) {
        var ended = false
        RTCPFeedback.forEachEntry(in: packet, entries, byteCount: 2) { offset in
            let chunk = RTCPRunLengthChunk(rawValue: packet.uint16(at: offset))
            if chunk.rawValue == 0 { ended = true }
            if !ended { body(chunk) }
        }
    }

    public static func serialize(
        ssrc: UInt32, beginSequence: UInt16, endSequence: UInt16, chunks: [RTCPRunLengthChunk],
        into bytes: inout [UInt8]
    ) {
        bytes.append(uint32: ssrc)
        bytes.append(uint16: beginSequence)
        bytes.append(uint16: endSequence)
        for chunk in chunks { bytes.append(uint16: chunk.rawValue) }
        if chunks.count % 2 != 0 { bytes.append(uint16: 0) }
    }
}

/// One chunk of a run-length encoding (RFC 3611 section 4.1).
@frozen
public struct RTCPRunLengthChunk: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public enum Value: Hashable, Sendable {
        /// `count` packets in a row were received (or not duplicated), or were lost (or duplicated).
        case run(received: Bool, count: Int)
        /// 15 packets, the most significant of the 15 bits first.
        case bits(UInt16)
    }

    public var value: Value {
        rawValue & 0x8000 != 0
            ? .bits(rawValue & 0x7fff) : .run(received: rawValue & 0x4000 != 0, count: Int(rawValue & 0x3fff))
    }
}
