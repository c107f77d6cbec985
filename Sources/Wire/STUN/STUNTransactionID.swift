/// The transaction id of a STUN message together with the 32 bits before it: the magic cookie (RFC 8489 5), or, in
/// classic STUN, the first part of a 128-bit id (RFC 3489 11.1).
@frozen
public struct STUNTransactionID: Hashable, BitwiseCopyable, Sendable {
    public var high: UInt64
    public var low: UInt64

    public static let magicCookie: UInt32 = 0x2112_A442

    @inlinable public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A 96-bit id under the magic cookie: its first 32 bits and the 64 that follow.
    @inlinable public init(_ first: UInt32, _ rest: UInt64) {
        self.init(high: 0x2112_A442 << 32 | UInt64(first), low: rest)
    }

    /// RFC 3489: no magic cookie, and so no XOR addresses.
    @inlinable public var isClassic: Bool { high >> 32 != 0x2112_A442 }
}

extension STUNTransactionID: CustomStringConvertible {
    /// Hexadecimal as Wireshark's `stun.id` shows it: 24 digits, or 32 for a classic id.
    public var description: String {
        func hex(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return String((hex(high) + hex(low)).dropFirst(isClassic ? 0 : 8))
    }
}
