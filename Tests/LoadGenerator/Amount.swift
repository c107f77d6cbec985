import ArgumentParser

/// A number with a factor behind it, if need be: 500, 20k, 3M, 10G.
struct Amount: ExpressibleByArgument {
    var value: Int

    init?(argument: String) {
        let factors: [Character: Int] = ["k": 1000, "K": 1000, "M": 1_000_000, "G": 1_000_000_000]
        let factor = argument.last.flatMap { factors[$0] }
        guard let number = Int(factor == nil ? argument : String(argument.dropLast())), number > 0 else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor ?? 1)
        guard !isTooLarge else { return nil }
        value = product
    }
}
