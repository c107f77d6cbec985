public import Wire

/// What the signalling says of a session's agents that their packets may not show.
public struct SignalledAgents: Hashable, Sendable {
    /// Two transport addresses, of one agent or of both.
    public struct Link: Hashable, Sendable {
        public var first: Endpoint
        public var second: Endpoint
        public var isSameAgent: Bool

        public init(_ first: Endpoint, _ second: Endpoint, isSameAgent: Bool) {
            self.first = first
            self.second = second
            self.isSameAgent = isSameAgent
        }
    }

    public var links: [Link] = []
    /// Types of candidates as their agent gave them.
    public var candidateKinds: [Endpoint: ICECandidate.Kind] = [:]
    /// Username fragments of agents that called themselves ICE lite (RFC 8839 5.3).
    public var liteFragments: Set<String> = []

    public init() {}
}
