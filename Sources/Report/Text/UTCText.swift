/// Times as text, UTC, without a calendar library.
package enum UTCText {
    /// `2026-11-23 18:31:09.123Z`
    package static func timestamp(_ time: UnixTime) -> String {
        var text: [UInt8] = []
        append(timestamp: time, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    static func append(timestamp time: UnixTime, to text: inout [UInt8]) {
        let (date, clock) = bytes(time)
        for byte in date.indices { text.append(date[byte]) }
        text.append(UInt8(ascii: " "))
        for byte in clock.indices { text.append(clock[byte]) }
        text.append(UInt8(ascii: "Z"))
    }

    /// `18:31:09.123`
    package static func clock(_ time: UnixTime) -> String { parts(time).clock }

    /// The day and the time of day, to the millisecond (cut, not rounded, as packet tools do).
    static func parts(_ time: UnixTime) -> (date: String, clock: String) {
        let (date, clock) = bytes(time)
        return (
            String(decoding: date.indices.map { date[$0] }, as: UTF8.self),
            String(decoding: clock.indices.map { clock[$0] }, as: UTF8.self)
        )
    }

    /// All years that 64 bits of nanoseconds reach have four digits.
    private static func bytes(_ time: UnixTime) -> (date: InlineArray<10, UInt8>, clock: InlineArray<12, UInt8>) {
        let milliseconds = floorDivide(time.nanoseconds, by: 1_000_000)
        let seconds = floorDivide(milliseconds.quotient, by: 1000)
        let day = floorDivide(seconds.quotient, by: 86_400)
        let civil = civilDate(daysSinceEpoch: day.quotient)
        func digit(_ value: Int64, _ unit: Int64) -> UInt8 {
            UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / unit % 10)
        }
        let (dash, colon) = (UInt8(ascii: "-"), UInt8(ascii: ":"))
        let (year, month) = (civil.year, civil.month)
        let (hour, minute, second) = (day.remainder / 3600, day.remainder / 60 % 60, day.remainder % 60)
        return (
            [
                digit(year, 1000), digit(year, 100), digit(year, 10), digit(year, 1), dash, digit(month, 10),
                digit(month, 1), dash, digit(civil.day, 10), digit(civil.day, 1),
            ],
            [
                digit(hour, 10), digit(hour, 1), colon, digit(minute, 10), digit(minute, 1), colon, digit(second, 10),
                digit(second, 1), UInt8(ascii: "."), digit(seconds.remainder, 100), digit(seconds.remainder, 10),
                digit(seconds.remainder, 1),
            ]
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
}
