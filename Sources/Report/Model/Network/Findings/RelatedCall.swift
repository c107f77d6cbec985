/// Another call that carries the same media.
public struct RelatedCall: Hashable, Sendable, JSONRepresentable {
    /// Its id.
    public var callID: String
    /// How they are related.
    public var relation: String

    public init(callID: String, relation: String) {
        self.callID = callID
        self.relation = relation
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("relation", relation)
        }
    }
}
