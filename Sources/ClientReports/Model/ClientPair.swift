public struct ClientPair: Hashable, Sendable {
    public var local: StatedCandidate?
    public var remote: StatedCandidate?
    public var nominated: Bool?
    public var state: String?
    public var requestsSent: Int?
    public var responsesReceived: Int?

    public init() {}
}
