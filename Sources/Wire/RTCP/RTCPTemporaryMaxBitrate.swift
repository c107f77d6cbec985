/// One entry of TMMBR and TMMBN (RFC 5104 sections 4.2.1 and 4.2.2).
@frozen
public struct RTCPTemporaryMaxBitrate: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32
    public var exponent: UInt8
    /// 17 bits.
    public var mantissa: UInt32
    /// Bytes per packet to add to the payload, 9 bits.
    public var measuredOverhead: UInt16

    public init(ssrc: UInt32, exponent: UInt8, mantissa: UInt32, measuredOverhead: UInt16) {
        self.ssrc = ssrc
        self.exponent = exponent & 0x3f
        self.mantissa = mantissa & 0x1ffff
        self.measuredOverhead = measuredOverhead & 0x1ff
    }

    /// `mantissa` · 2^`exponent`, nil where that exceeds 64 bits.
    public var bitsPerSecond: UInt64? { RTCPBitrate.value(mantissa: mantissa, exponent: exponent) }

    public static func forEach(
        in packet: Span<UInt8>, _ feedback: RTCPFeedback, _ body: (RTCPTemporaryMaxBitrate) -> Void
    ) {
        RTCPFeedback.forEachEntry(in: packet, feedback.control, byteCount: 8) { offset in
            let word = packet.uint32(at: offset + 4)
            body(
                RTCPTemporaryMaxBitrate(
                    ssrc: packet.uint32(at: offset), exponent: UInt8(truncatingIfNeeded: word >> 26),
                    mantissa: word >> 9, measuredOverhead: UInt16(truncatingIfNeeded: word)))
        }
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(uint32: UInt32(exponent) << 26 | mantissa << 9 | UInt32(measuredOverhead))
    }
}

enum RTCPBitrate {
    static func value(mantissa: UInt32, exponent: UInt8) -> UInt64? {
        guard mantissa > 0 else { return 0 }
        let wide = UInt64(mantissa)
        guard Int(exponent) <= wide.leadingZeroBitCount else { return nil }
        return wide << UInt64(exponent)
    }
}
