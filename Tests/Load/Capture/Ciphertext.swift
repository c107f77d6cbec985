/// Bytes that look encrypted, for all payloads, with the checksum of each part at hand.
struct Ciphertext {
    /// Small enough to stay in a processor's cache.
    private static let length = 65_536

    let bytes: [UInt8]
    /// Entry n: the sum of the first n 16-bit words.
    private let sums: [UInt32]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed, part: .max)
        bytes = random.bytes(Self.length)
        var sums: [UInt32] = [0]
        sums.reserveCapacity(Self.length / 2 + 1)
        for index in stride(from: 0, to: Self.length, by: 2) {
            sums.append(sums[index / 2] &+ UInt32(bytes[index]) << 8 &+ UInt32(bytes[index + 1]))
        }
        self.sums = sums
    }

    /// Where a part of `count` bytes may begin: at a word, so that sums fit.
    static func offset(for count: Int, _ random: inout SeededRandom) -> Int { random.below((length - count) / 2) * 2 }

    /// The sum of a part as RFC 1071 takes it: of 16-bit words, an odd last byte as a word's first half.
    func sum(_ range: Range<Int>) -> UInt32 {
        let end = range.lowerBound / 2 + range.count / 2
        let words = sums[end] &- sums[range.lowerBound / 2]
        return range.count % 2 == 0 ? words : words &+ UInt32(bytes[range.upperBound - 1]) << 8
    }
}
