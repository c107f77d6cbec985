/// A permission for a peer (RFC 8656 9).
public struct TURNPermissionReport: Hashable, Sendable, JSONRepresentable {
    /// IP address of the peer.
    public var ip: String
    /// CreatePermission requests: more than one are refreshes.
    public var requests: Sightings

    public init(ip: String, requests: Sightings) {
        self.ip = ip
        self.requests = requests
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ip", ip)
            $0.member("requests", requests)
        }
    }
}
