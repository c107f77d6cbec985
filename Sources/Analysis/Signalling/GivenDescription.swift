public import Wire

/// A session description that the operator gives: an offer or an answer of a call whose signalling was not captured.
public struct GivenDescription: Sendable {
    /// The file's name, or what else it is called by.
    public var name: String
    public var session: SessionDescription

    public init(name: String, session: SessionDescription) {
        self.name = name
        self.session = session
    }
}
