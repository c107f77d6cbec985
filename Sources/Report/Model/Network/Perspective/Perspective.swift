/// Which side is the client, and where the tap stands.
public struct Perspective: Hashable, Sendable, JSONRepresentable {
    /// The client; null if the capture does not show both sides.
    public var local: Party?
    /// The far end.
    public var remote: Party?
    /// Why, strongest first.
    public var evidence: [String]
    /// Of the choice of sides.
    public var confidence: ReportedConfidence
    /// Where the capture was taken; null if the packets do not tell.
    public var tap: ReportedTapPlace?
    /// Why.
    public var tapEvidence: [String]
    /// Of the place; null where it is not known.
    public var tapConfidence: ReportedConfidence?

    public init(
        local: Party? = nil, remote: Party? = nil, evidence: [String] = [], confidence: ReportedConfidence = .low,
        tap: ReportedTapPlace? = nil, tapEvidence: [String] = [], tapConfidence: ReportedConfidence? = nil
    ) {
        self.local = local
        self.remote = remote
        self.evidence = evidence
        self.confidence = confidence
        self.tap = tap
        self.tapEvidence = tapEvidence
        self.tapConfidence = tapConfidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("local", local)
            $0.member("remote", remote)
            $0.member("evidence", evidence)
            $0.member("confidence", confidence)
            $0.member("tap", tap)
            $0.member("tap_evidence", tapEvidence)
            $0.member("tap_confidence", tapConfidence)
        }
    }
}
