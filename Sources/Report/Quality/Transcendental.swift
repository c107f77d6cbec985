/// exp and ln, which the standard library leaves to C's: accurate to about 1e-15 of the result, the same everywhere.
enum Transcendental {
    static let ln2 = 0.693147180559945309417232

    /// Natural logarithm of a positive, finite number.
    static func ln(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value == 0 ? -.infinity : .nan }
        // value = mantissa * 2^exponent, with the mantissa within a factor of sqrt(2) of 1.
        var mantissa = value.significand
        var exponent = Double(value.exponent)
        if mantissa > 1.4142135623730951 {
            mantissa /= 2
            exponent += 1
        }
        // 2 artanh((m - 1) / (m + 1)) as a series: each term is at most 0.0295 of the one before.
        let ratio = (mantissa - 1) / (mantissa + 1)
        var power = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 23, by: 2) {
            sum += power / odd
            power *= ratio * ratio
        }
        return 2 * sum + exponent * ln2
    }

    static func log10(_ value: Double) -> Double { ln(value) / 2.302585092994045684017991 }

    static func exp(_ value: Double) -> Double {
        guard value < 709 else { return .infinity }
        guard value > -745 else { return value.isNaN ? .nan : 0 }
        let halvings = (value / ln2).rounded()
        let rest = value - halvings * ln2
        var term = 1.0
        var sum = 1.0
        for index in 1...18 {
            term *= rest / Double(index)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(halvings), significand: 1)
    }

    /// `base` to the power of `exponent`, of a positive base.
    static func power(_ base: Double, _ exponent: Double) -> Double { exp(exponent * ln(base)) }
}
