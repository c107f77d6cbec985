/// A key of a terminal.
public enum LiveKey: Hashable, Sendable {
    case character(Character)
    case enter, escape, backspace, up, down, pageUp, pageDown, home, end
}

/// Bytes from a terminal as keys (ECMA-48, and what xterm sends).
public struct LiveKeyDecoder: Sendable {
    private var pending: [UInt8] = []

    public init() {}

    /// - Returns: keys that are whole; of one that has begun the rest is waited for.
    public mutating func decode(_ bytes: some Sequence<UInt8>) -> [LiveKey] {
        var keys: [LiveKey] = []
        for byte in bytes {
            pending.append(byte)
            if pending.count > 16 { pending = [] }
            guard pending.first == 0x1B else {
                pending = []
                if let key = Self.key(byte) { keys.append(key) }
                continue
            }
            guard pending.count > 1 else { continue }
            if pending.count == 2 {
                // Introducers of longer sequences; anything else is the escape key, and then that.
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") { continue }
                pending = byte == 0x1B ? [0x1B] : []
                keys.append(.escape)
                if byte != 0x1B, let key = Self.key(byte) { keys.append(key) }
                continue
            }
            guard (0x40...0x7E).contains(byte) else { continue }
            if let key = Self.key(sequence: pending.dropFirst(2)) { keys.append(key) }
            pending = []
        }
        return keys
    }

    /// Nothing followed an escape: it was the key.
    public mutating func flush() -> [LiveKey] {
        defer { pending = [] }
        return pending.isEmpty ? [] : [.escape]
    }

    private static func key(_ byte: UInt8) -> LiveKey? {
        switch byte {
        case 0x0A, 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x20..<0x7F: .character(Character(Unicode.Scalar(byte)))
        default: nil
        }
    }

    private static func key(sequence: ArraySlice<UInt8>) -> LiveKey? {
        switch String(decoding: sequence, as: UTF8.self) {
        case "A": .up
        case "B": .down
        case "H", "1~", "7~": .home
        case "F", "4~", "8~": .end
        case "5~": .pageUp
        case "6~": .pageDown
        default: nil
        }
    }
}
