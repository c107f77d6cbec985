/// The SRTP protection profile in use.
public struct ChosenProfile: Hashable, Sendable, JSONRepresentable {
    /// The documented spelling; a class name where several are left.
    public var name: String
    /// All that fit, if more than one.
    public var candidates: [String]
    /// How it is known.
    public var source: ReportedProfileSource
    /// Bytes of the authentication tag behind each RTP payload; null while several lengths are left.
    public var tagBytes: Int?
    /// What shows it.
    public var evidence: [String]

    public init(
        name: String, candidates: [String] = [], source: ReportedProfileSource, tagBytes: Int? = nil,
        evidence: [String] = []
    ) {
        self.name = name
        self.candidates = candidates
        self.source = source
        self.tagBytes = tagBytes
        self.evidence = evidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("name", name)
            $0.member("candidates", candidates)
            $0.member("source", source)
            $0.member("tag_bytes", tagBytes)
            $0.member("evidence", evidence)
        }
    }
}
