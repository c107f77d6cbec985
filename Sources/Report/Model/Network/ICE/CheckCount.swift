/// Connectivity checks from one side on one pair.
public struct CheckCount: Hashable, Sendable, JSONRepresentable {
    /// Transactions.
    public var sent: Int
    /// Transactions with a success response.
    public var answered: Int
    /// Transactions with an error response.
    public var errors: Int

    public init(sent: Int = 0, answered: Int = 0, errors: Int = 0) {
        self.sent = sent
        self.answered = answered
        self.errors = errors
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("sent", sent)
            $0.member("answered", answered)
            $0.member("errors", errors)
        }
    }
}
