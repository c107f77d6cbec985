/// Another call that carries the same media.
public struct RelatedCall: Hashable, Sendable, JSONRepresentable {
    /// Its id.
    public var callID: String
    /// How they are related.
    public var relation: String
    /// The stream they share.
    public var ssrc: SynchronizationSource?

    public init(callID: String, relation: String, ssrc: SynchronizationSource? = nil) {
        self.callID = callID
        self.relation = relation
        self.ssrc = ssrc
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("relation", relation)
            $0.member("ssrc", ssrc)
        }
    }
}
