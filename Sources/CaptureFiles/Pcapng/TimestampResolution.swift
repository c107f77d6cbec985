import Wire

/// What a tick of an interface's time stamps is (if_tsresol and if_tsoffset, draft-ietf-opsawg-pcapng section 4.2).
///
/// Times before or after what 64 bits of nanoseconds hold (the years 1677 to 2262) become the nearest that they hold.
struct TimestampResolution: Equatable {
    /// 10^n or 2^n; the largest UInt64 where that is more.
    let ticksPerSecond: UInt64
    /// Nanoseconds = (ticks * multiplier / divisor) >> shift, plus the offset.
    private let multiplier: UInt64
    private let divisor: UInt64
    private let shift: UInt8
    private let offset: Int64

    /// - Parameter byte: n for 10^-n seconds a tick; with the top bit set, for 2^-n.
    init(byte: UInt8, offsetSeconds: Int64) {
        let exponent = byte & 0x7F
        if byte & 0x80 != 0 {
            ticksPerSecond = exponent < 64 ? 1 << UInt64(exponent) : .max
            (multiplier, divisor, shift) = (1_000_000_000, 1, exponent)
        } else {
            ticksPerSecond = TimestampResolution.powerOfTen(Int(exponent))
            multiplier = TimestampResolution.powerOfTen(9 - Int(exponent))
            divisor = TimestampResolution.powerOfTen(Int(exponent) - 9)
            shift = 0
        }
        let (product, overflow) = offsetSeconds.multipliedReportingOverflow(by: 1_000_000_000)
        offset = overflow ? (offsetSeconds < 0 ? .min : .max) : product
    }

    private static func powerOfTen(_ exponent: Int) -> UInt64 {
        guard exponent > 0 else { return 1 }
        guard exponent <= 19 else { return .max }
        return (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    @inline(__always)
    func timestamp(ticks: UInt64) -> Timestamp {
        let (product, overflow) = ticks.multipliedReportingOverflow(by: multiplier)
        let simple = !overflow && divisor == 1 && shift == 0
        return shifted(simple ? Int64(clamping: product) : slowNanoseconds(ticks))
    }

    private func slowNanoseconds(_ ticks: UInt64) -> Int64 {
        Int64(clamping: (UInt128(ticks) * UInt128(multiplier) / UInt128(divisor)) >> UInt128(shift))
    }

    private func shifted(_ nanoseconds: Int64) -> Timestamp {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(offset)
        return Timestamp(nanoseconds: overflow ? (offset < 0 ? .min : .max) : sum)
    }
}
