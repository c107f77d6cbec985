import Wire

/// SplitMix64: small, fast, and the same numbers from the same seed on every machine and with every library.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for part `index` of what `seed` makes, so that the parts do not depend on their order.
    init(seed: UInt64, part index: UInt64) {
        var mixer = SeededRandom(seed: seed ^ index &* 0xD6E8_FEB8_6659_FD93)
        state = mixer.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// 0 to `bound` - 1. The bias of at most `bound` in 2^64 does not matter here.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// 0 to 1, 1 excluded.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { probability > 0 && fraction() < probability }

    mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    /// Close to a normal distribution of mean 0 and deviation 1: the sum of four even ones, which no logarithm slows down.
    mutating func deviate() -> Double {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + bits >> 48
        return (Double(sum) / 65536 - 2) * 1.732_050_807_568_877_2
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count { bytes.append(uint64: next()) }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Of the characters that ICE allows in its credentials (RFC 8839 5.4).
    mutating func credential(_ count: Int) -> String {
        String((0..<count).map { _ in Character(element(of: Self.iceCharacters)) })
    }

    private static let iceCharacters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
}
