/// A TLS connection to a STUN or TURN server: what it carries cannot be seen.
public struct TLSConnectionReport: Hashable, Sendable, JSONRepresentable {
    /// Who opened it.
    public var client: TransportAddress
    /// The server's address.
    public var server: TransportAddress
    /// The ClientHello, Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64?
    /// Why it is taken for TURN over TLS.
    public var evidence: String

    public init(
        client: TransportAddress, server: TransportAddress, time: UnixTime, frame: UInt64? = nil, evidence: String
    ) {
        self.client = client
        self.server = server
        self.time = time
        self.frame = frame
        self.evidence = evidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("client", client)
            $0.member("server", server)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("evidence", evidence)
        }
    }
}
