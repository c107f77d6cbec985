import Report

/// Times as clients write them: ISO 8601, Unix seconds, Unix milliseconds. Only of 1970 to 2200: what is outside is no time.
enum ClientTime {
    enum Unit {
        case seconds, milliseconds
    }

    /// 2200-01-01, Unix seconds.
    private static let end = 7_258_118_400.0

    /// The unit follows from the size: a number of ms that could be one of seconds would be in the first quarter of 1970.
    static func unix(_ number: Double) -> (time: UnixTime, unit: Unit)? {
        guard number >= 0, number < end * 1000 else { return nil }
        let unit: Unit = number < end ? .seconds : .milliseconds
        // A Double of today's time in ms is good to 0.25 µs.
        let microseconds = (number * (unit == .seconds ? 1e6 : 1e3)).rounded()
        return (UnixTime(nanoseconds: Int64(microseconds) * 1000), unit)
    }

    /// "2026-11-23T12:27:28.326Z"; with an offset, with or without a fraction; without a zone it is UTC.
    static func iso8601(_ text: String) -> UnixTime? {
        guard text.utf8.count <= 64 else { return nil }
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
            let day = scanner.digits(2), scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2),
            (1970...2199).contains(year), (1...12).contains(month), (1...daysIn(month, of: year)).contains(day),
            hour < 24, minute < 60
        else { return nil }
        var second = 0
        var nanoseconds = 0
        if scanner.take(":") {
            guard let digits = scanner.digits(2), digits <= 60 else { return nil }
            second = digits
            if scanner.take(".") || scanner.take(",") {
                guard let fraction = scanner.fraction() else { return nil }
                nanoseconds = fraction
            }
        }
        guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        guard seconds >= 0, Double(seconds) < end else { return nil }
        return UnixTime(nanoseconds: Int64(seconds) * 1_000_000_000 + Int64(nanoseconds))
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Howard Hinnant's days_from_civil: years begin in March, eras are 400 years of 146 097 days.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let yearOfEra = year % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return year / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private struct Scanner {
        let bytes: [UInt8]
        private var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
            index += 1
            return true
        }

        private mutating func digit() -> Int? {
            guard index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else {
                return nil
            }
            index += 1
            return Int(bytes[index - 1] - UInt8(ascii: "0"))
        }

        mutating func digits(_ count: Int) -> Int? {
            var number = 0
            for _ in 0..<count {
                guard let digit = digit() else { return nil }
                number = number * 10 + digit
            }
            return number
        }

        /// One digit or more, to nanoseconds; what is finer is cut.
        mutating func fraction() -> Int? {
            guard var value = digit() else { return nil }
            var scale = 100_000_000
            value *= scale
            while let digit = digit() {
                scale /= 10
                value += digit * scale
            }
            return value
        }

        /// Seconds east of UTC.
        mutating func zone() -> Int? {
            if isAtEnd || take("Z") || take("z") { return 0 }
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = digits(2), hours <= 14 else { return nil }
            if isAtEnd { return sign * hours * 3600 }
            _ = take(":")
            guard let minutes = digits(2), minutes < 60 else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}
