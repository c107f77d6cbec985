/// One side of an ICE generation.
public struct ICEAgentReport: Hashable, Sendable, JSONRepresentable {
    /// Which.
    public var side: CallSide
    /// Index of the generation.
    public var generation: Int
    /// Its user name fragment.
    public var ufrag: String?
    /// Last one shown.
    public var role: ReportedICERole?
    /// Answers and never asks; null if not decided.
    public var lite: Bool?
    /// Its SOFTWARE attribute.
    public var software: String?

    public init(
        side: CallSide, generation: Int, ufrag: String? = nil, role: ReportedICERole? = nil, lite: Bool? = nil,
        software: String? = nil
    ) {
        self.side = side
        self.generation = generation
        self.ufrag = ufrag
        self.role = role
        self.lite = lite
        self.software = software
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("generation", generation)
            $0.member("ufrag", ufrag)
            $0.member("role", role)
            $0.member("lite", lite)
            $0.member("software", software)
        }
    }
}
