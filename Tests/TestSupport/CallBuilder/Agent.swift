public import Wire

/// One ICE agent: an address, credentials, a role.
public struct Agent: Sendable {
    public var endpoint: Endpoint
    public var fragment: String
    public var isControlling: Bool
    public var tieBreaker: UInt64

    public init(_ address: String, _ port: UInt16, _ fragment: String, controlling: Bool = false) {
        endpoint = Endpoint(address, port)
        self.fragment = fragment
        isControlling = controlling
        tieBreaker = controlling ? 2 : 1
    }

    /// The same agent with new credentials, and perhaps at a new address.
    public func restarted(_ fragment: String, at endpoint: Endpoint? = nil) -> Agent {
        var agent = self
        agent.fragment = fragment
        if let endpoint { agent.endpoint = endpoint }
        return agent
    }

    public func route(to other: Agent) -> Route { Route(endpoint, other.endpoint) }
}
