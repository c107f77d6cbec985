public import Report

public struct IntervalComparison: Hashable, Sendable, JSONRepresentable {
    /// By the capture's clock.
    public var from: UnixTime?
    public var to: UnixTime
    public var fields: [FieldComparison]

    var disagrees: Bool { fields.contains { $0.verdict == .disagree } }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("fields", fields)
        }
    }
}
