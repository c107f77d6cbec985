/// One media section of a session description.
public struct MediaSectionReport: Hashable, Sendable, JSONRepresentable {
    /// audio, video, application, image ...
    public var kind: String
    /// Transport protocol as in the m= line.
    public var transport: String
    /// Where media are taken; null if ICE says it, or a name that is no address.
    public var endpoint: TransportAddress?
    /// Where RTCP is taken, if on a port of its own.
    public var controlEndpoint: TransportAddress?
    /// Port 0: not wanted.
    public var isRefused: Bool
    /// sendrecv, sendonly, recvonly or inactive.
    public var direction: String
    /// Payload type, codec and clock rate, best first.
    public var codecs: [String]
    /// ICE candidates in it.
    public var candidates: Int
    /// How media are protected.
    public var keying: ReportedKeying

    public init(
        kind: String, transport: String, endpoint: TransportAddress? = nil, controlEndpoint: TransportAddress? = nil,
        isRefused: Bool = false, direction: String, codecs: [String] = [], candidates: Int = 0, keying: ReportedKeying
    ) {
        self.kind = kind
        self.transport = transport
        self.endpoint = endpoint
        self.controlEndpoint = controlEndpoint
        self.isRefused = isRefused
        self.direction = direction
        self.codecs = codecs
        self.candidates = candidates
        self.keying = keying
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("kind", kind)
            $0.member("transport", transport)
            $0.member("endpoint", endpoint)
            $0.member("rtcp_endpoint", controlEndpoint)
            $0.member("refused", isRefused)
            $0.member("direction", direction)
            $0.member("codecs", codecs)
            $0.member("candidates", candidates)
            $0.member("keying", keying)
        }
    }
}
