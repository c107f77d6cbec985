/// Times as text, UTC, without a calendar library.
package enum UTCText {
    /// `2026-11-23 18:31:09.123Z`
    package static func timestamp(_ time: UnixTime) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        let (day, milliseconds) = split(time)
        append(day, to: &text)
        text.append(UInt8(ascii: " "))
        append(clock: milliseconds, to: &text)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// `18:31:09.123`
    package static func clock(_ time: UnixTime) -> String {
        var text: [UInt8] = []
        append(clock: split(time).milliseconds, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The day and the time of day, to the millisecond (cut, not rounded, as packet tools do).
    static func parts(_ time: UnixTime) -> (date: String, clock: String) {
        var date: [UInt8] = []
        append(split(time).day, to: &date)
        return (String(decoding: date, as: UTF8.self), clock(time))
    }

    /// Days since the epoch, and milliseconds of the day.
    private static func split(_ time: UnixTime) -> (day: Int64, milliseconds: Int64) {
        let day = floorDivide(floorDivide(time.nanoseconds, by: 1_000_000).quotient, by: 86_400_000)
        return (day.quotient, day.remainder)
    }

    /// `2026-11-23`
    private static func append(_ day: Int64, to text: inout [UInt8]) {
        let date = civilDate(daysSinceEpoch: day)
        append(date.year, digits: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        append(date.month, digits: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        append(date.day, digits: 2, to: &text)
    }

    /// `18:31:09.123`
    private static func append(clock milliseconds: Int64, to text: inout [UInt8]) {
        append(milliseconds / 3_600_000, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(milliseconds / 60_000 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(milliseconds / 1000 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: "."))
        append(milliseconds % 1000, digits: 3, to: &text)
    }

    /// Howard Hinnant's civil_from_days: years begin in March, eras are 400 years of 146 097 days.
    private static func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let era = floorDivide(daysSinceEpoch + 719_468, by: 146_097)
        let dayOfEra = era.remainder
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era.quotient * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// So many digits; every year of a time that 64 bits of nanoseconds tell has four.
    private static func append(_ value: Int64, digits: Int, to text: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }
}
