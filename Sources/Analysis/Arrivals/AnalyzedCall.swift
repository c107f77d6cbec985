import Report

/// A call that has ended, as each of its two sides would report it, with every packet of it: what a comparison with a
/// client's report works on.
public struct AnalyzedCall: Sendable {
    /// First the side that the analysis takes for the client.
    public var sides: [AnalyzedSide]

    var id: String { sides.first?.report.call.callID ?? "" }

    public init(sides: [AnalyzedSide]) { self.sides = sides }
}
