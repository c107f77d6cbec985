public import Report

/// What the differences mean.
public struct ComparisonFinding: Hashable, Sendable, JSONRepresentable {
    public var code: ComparisonFindingCode
    public var severity: FindingSeverity
    public var title: String
    public var evidence: [FindingEvidence]
    public var place: ComparisonPlace?
    public var action: String?

    init(
        _ code: ComparisonFindingCode, _ severity: FindingSeverity, _ title: String, evidence: [FindingEvidence] = [],
        place: ComparisonPlace? = nil, action: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.title = title
        self.evidence = evidence
        self.place = place
        self.action = action
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("severity", severity)
            $0.member("title", title)
            $0.member("evidence", evidence)
            $0.member("where", place)
            $0.member("action", action)
        }
    }
}
