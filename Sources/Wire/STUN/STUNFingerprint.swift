/// FINGERPRINT (RFC 8489 14.7): CRC-32 of everything before it, XOR 0x5354554e.
public enum STUNFingerprint {
    /// The value for a message whose header already counts the FINGERPRINT attribute, and whose bytes end before it.
    public static func value(of bytes: Span<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for index in bytes.indices {
            crc = table[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ crc >> 8
        }
        return ~crc ^ 0x5354_554E
    }

    /// Whether the message's FINGERPRINT is right; nil if it has none, or was cut off before it.
    public static func isValid(_ message: STUNMessage, in bytes: Span<UInt8>) -> Bool? {
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes) {
            guard attribute.type == .fingerprint else { continue }
            // It must be the last attribute.
            guard cursor.isComplete, let found = attribute.uint32(in: bytes) else { return false }
            return found == value(of: bytes.extracting(0..<attribute.value.lowerBound - 4))
        }
        return nil
    }

    /// CRC-32 of ISO 3309 (reflected polynomial 0xEDB88320).
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
}
