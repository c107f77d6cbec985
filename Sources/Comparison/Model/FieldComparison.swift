public import Report

/// One field of a comparison: what the client says, what the network says, and what follows.
public struct FieldComparison: Hashable, Sendable, JSONRepresentable {
    /// Path in the SDK's payload, whatever shape was read.
    public var field: String
    /// Of both values; null of words.
    public var unit: String?
    public var client: FieldValue?
    public var network: FieldValue?
    /// What must hold between the two: "equal within what was in flight".
    public var relation: String
    public var verdict: FieldVerdict
    /// Client less network; null of words.
    public var difference: Double?
    /// How much of it says nothing, in the same unit.
    public var tolerance: Double?
    /// Why they differ, or why they cannot be compared.
    public var cause: String?
    /// Where on the path.
    public var place: ComparisonPlace?
    /// A frame that shows it.
    public var frame: UInt64?

    public init(
        _ field: String, unit: String? = nil, client: FieldValue?, network: FieldValue?, relation: String,
        verdict: FieldVerdict, difference: Double? = nil, tolerance: Double? = nil, cause: String? = nil,
        place: ComparisonPlace? = nil, frame: UInt64? = nil
    ) {
        self.field = field
        self.unit = unit
        self.client = client
        self.network = network
        self.relation = relation
        self.verdict = verdict
        self.difference = difference
        self.tolerance = tolerance
        self.cause = cause
        self.place = place
        self.frame = frame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("field", field)
            $0.member("unit", unit)
            $0.member("client", client)
            $0.member("network", network)
            $0.member("relation", relation)
            $0.member("verdict", verdict)
            $0.member("difference", difference, decimals: 3)
            $0.member("tolerance", tolerance, decimals: 3)
            $0.member("cause", cause)
            $0.member("where", place)
            $0.member("frame", frame)
        }
    }
}
