/// The SRTP protection profile in use.
public struct ChosenProfile: Hashable, Sendable, JSONRepresentable {
    /// The documented spelling; a class name where several are left.
    public var name: String
    /// All that fit, if more than one.
    public var candidates: [String]
    /// How it is known.
    public var source: ReportedProfileSource

    public init(name: String, candidates: [String] = [], source: ReportedProfileSource) {
        self.name = name
        self.candidates = candidates
        self.source = source
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("name", name)
            $0.member("candidates", candidates)
            $0.member("source", source)
        }
    }
}
