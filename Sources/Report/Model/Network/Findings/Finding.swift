/// Something wrong or remarkable, with its evidence and what to do.
public struct Finding: Hashable, Sendable, JSONRepresentable {
    /// Which diagnosis.
    public var code: FindingCode
    /// How bad.
    public var severity: FindingSeverity
    /// One line.
    public var title: String
    /// What shows it.
    public var evidence: [FindingEvidence]
    /// Where it happens; null if undecided.
    public var place: FindingPlace?
    /// What to do.
    public var action: String?

    public init(
        code: FindingCode, severity: FindingSeverity, title: String, evidence: [FindingEvidence] = [],
        place: FindingPlace? = nil, action: String? = nil
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
