/// A figure that this capture cannot give.
public struct NotObservable: Hashable, Sendable, JSONRepresentable {
    /// Path of the field within data.
    public var field: String
    /// Why.
    public var reason: String

    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("field", field)
            $0.member("reason", reason)
        }
    }
}
