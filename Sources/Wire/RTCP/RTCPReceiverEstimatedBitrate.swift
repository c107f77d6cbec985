/// REMB: what a receiver thinks it can take (draft-alvestrand-rmcat-remb-03 section 2.2), an application layer feedback.
@frozen
public struct RTCPReceiverEstimatedBitrate: Hashable, Sendable {
    public var exponent: UInt8
    /// 18 bits.
    public var mantissa: UInt32
    /// Whom it limits: SSRCs of four bytes each, as offsets into the packet.
    public var ssrcs: Range<Int>

    /// `mantissa` · 2^`exponent`, nil where that exceeds 64 bits.
    public var bitsPerSecond: UInt64? { RTCPBitrate.value(mantissa: mantissa, exponent: exponent) }

    /// Throws `unsupported` for another application's feedback.
    public init(parsing packet: Span<UInt8>, _ feedback: RTCPFeedback) throws(WireError) {
        let start = feedback.control.lowerBound
        guard start + 8 <= packet.count else {
            throw WireError(.malformed, .rtcp, offset: start, needed: 8, available: max(0, packet.count - start))
        }
        guard packet.uint32(at: start) == Self.identifier else { throw WireError(.unsupported, .rtcp, offset: start) }
        let end = start + 8 + Int(packet[start + 4]) * 4
        guard end <= packet.count else {
            throw WireError(
                .malformed, .rtcp, offset: start + 8, needed: end - start - 8, available: packet.count - start - 8)
        }
        exponent = packet[start + 5] >> 2
        mantissa = packet.uint24(at: start + 5) & 0x3ffff
        ssrcs = start + 8..<end
    }

    /// "REMB"
    static let identifier: UInt32 = 0x5245_4d42

    public static func serialize(exponent: UInt8, mantissa: UInt32, ssrcs: [UInt32], into bytes: inout [UInt8]) {
        bytes.append(uint32: identifier)
        bytes.append(UInt8(truncatingIfNeeded: ssrcs.count))
        bytes.append(uint24: UInt32(exponent & 0x3f) << 18 | mantissa & 0x3ffff)
        for ssrc in ssrcs { bytes.append(uint32: ssrc) }
    }
}
