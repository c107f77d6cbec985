/// `a=fingerprint`: the hash of the certificate that DTLS will show (RFC 8122 5).
public struct SDPFingerprint: Hashable, Sendable {
    /// In lower case: `sha-256`.
    public var algorithm: String
    /// Pairs of hexadecimal digits with colons, in upper case.
    public var value: String

    init?(_ line: Substring) {
        var words = WordCursor(line)
        guard let algorithm = words.next(), let value = words.next(), value.utf8.count <= 256,
            value.utf8.allSatisfy({ $0 == UInt8(ascii: ":") || Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        self.algorithm = algorithm.lowercased()
        self.value = value.uppercased()
    }
}
