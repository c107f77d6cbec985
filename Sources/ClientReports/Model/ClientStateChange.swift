public import Report

/// A state that the client entered.
public struct ClientStateChange: Hashable, Sendable {
    public enum Subject: String, Hashable, Sendable {
        case ice, dtls
    }

    public var time: UnixTime
    public var subject: Subject
    /// As the client writes it.
    public var state: String

    public init(time: UnixTime, subject: Subject, state: String) {
        self.time = time
        self.subject = subject
        self.state = state
    }
}
