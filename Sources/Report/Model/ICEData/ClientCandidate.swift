/// One of the client's own candidates: `data.ice_data.candidates[]`.
public struct ClientCandidate: Hashable, Sendable, JSONRepresentable {
    /// prflx where the packets do not decide it.
    public var type: ReportedCandidateType
    /// IPv4 or IPv6 address.
    public var ip: String
    /// UDP or TCP port.
    public var port: Int
    /// First seen, Unix seconds.
    public var timestamp: UnixTime

    public init(type: ReportedCandidateType, ip: String, port: Int, timestamp: UnixTime) {
        self.type = type
        self.ip = ip
        self.port = port
        self.timestamp = timestamp
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("type", type)
            $0.member("ip", ip)
            $0.member("port", port)
            $0.member("timestamp", timestamp)
        }
    }
}
