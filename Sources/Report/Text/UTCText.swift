/// Times as text, UTC, without a calendar library.
package enum UTCText {
    /// `2026-11-23 18:31:09.123Z`
    package static func timestamp(_ time: UnixTime) -> String {
        let (date, clock) = parts(time)
        return "\(date) \(clock)Z"
    }

    /// `18:31:09.123`
    package static func clock(_ time: UnixTime) -> String { parts(time).clock }

    /// The day and the time of day, to the millisecond (cut, not rounded, as packet tools do).
    static func parts(_ time: UnixTime) -> (date: String, clock: String) {
        let milliseconds = floorDivide(time.nanoseconds, by: 1_000_000)
        let seconds = floorDivide(milliseconds.quotient, by: 1000)
        let day = floorDivide(seconds.quotient, by: 86_400)
        let date = civilDate(daysSinceEpoch: day.quotient)
        let second = day.remainder
        return (
            "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))",
            "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))."
                + padded(seconds.remainder, 3)
        )
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

    private static func padded(_ value: Int64, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
