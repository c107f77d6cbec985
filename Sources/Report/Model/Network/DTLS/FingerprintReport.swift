/// Fingerprint of a certificate, as SDP writes it (RFC 8122).
public struct FingerprintReport: Hashable, Sendable, JSONRepresentable {
    /// Whose certificate.
    public var side: CallSide
    /// sha-256.
    public var algorithm: String
    /// Upper-case hex with colons.
    public var value: String

    public init(side: CallSide, algorithm: String, value: String) {
        self.side = side
        self.algorithm = algorithm
        self.value = value
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("algorithm", algorithm)
            $0.member("value", value)
        }
    }
}
