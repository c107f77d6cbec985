/// One end of the selected pair.
public struct SelectedCandidate: Hashable, Sendable, JSONRepresentable {
    /// prflx where the packets do not decide it.
    public var type: ReportedCandidateType
    /// IPv4 or IPv6 address.
    public var ip: String
    /// UDP or TCP port.
    public var port: Int

    public init(type: ReportedCandidateType, ip: String, port: Int) {
        self.type = type
        self.ip = ip
        self.port = port
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("type", type)
            $0.member("ip", ip)
            $0.member("port", port)
        }
    }
}
