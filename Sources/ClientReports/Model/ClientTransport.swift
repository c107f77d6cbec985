public struct ClientTransport: Hashable, Sendable {
    /// As the client writes it: "connected", "completed" …
    public var iceState: String?
    public var dtlsState: String?
    public var srtpCipher: String?
    /// "FEFD" is DTLS 1.2, "FEFC" 1.3.
    public var tlsVersion: String?
    public var dtlsRole: String?
    public var selectedCandidatePairChanges: Int?

    public init() {}
}
