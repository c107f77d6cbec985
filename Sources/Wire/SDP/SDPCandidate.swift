/// `a=candidate` (RFC 8839 5.1).
public struct SDPCandidate: Hashable, Sendable {
    public var component: Int
    /// `udp` or `tcp`, in lower case.
    public var transport: String
    public var priority: UInt32
    /// An address, or a name such as an mDNS one.
    public var host: String
    public var address: IPAddress?
    public var port: UInt16
    /// `host`, `srflx`, `prflx`, `relay`.
    public var type: String
    /// The base of a reflexive candidate, the mapped address of a relayed one.
    public var related: Endpoint?

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard words.next() != nil, let component = words.number(UInt16.self), let transport = words.next(),
            let priority = words.number(UInt32.self), let host = words.next(), let port = words.number(UInt16.self),
            words.next() == "typ", let type = words.next()
        else { return nil }
        self.component = Int(component)
        self.transport = transport.lowercased()
        self.priority = priority
        self.host = String(host)
        address = IPAddress(host)
        self.port = port
        self.type = String(type)
        var relatedAddress: IPAddress?
        while let name = words.next(), let value = words.next() {
            if name == "raddr" { relatedAddress = IPAddress(value) }
            if name == "rport", let address = relatedAddress, let port = UInt16(digits: value) {
                related = Endpoint(address, port)
            }
        }
    }

    /// Nil for a name.
    public var endpoint: Endpoint? { address.map { Endpoint($0, port) } }
    /// A name that hides the address (draft-ietf-mmusic-mdns-ice-candidates).
    public var isHidden: Bool { host.hasSuffix(".local") }
}
