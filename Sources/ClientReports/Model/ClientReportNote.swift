/// What was set right or left out in reading a client's report.
public struct ClientReportNote: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A field that no comparison uses; it is kept by name.
        case unknownField = "unknown-field"
        /// A field that cannot be what its shape says: of another type, out of range.
        case unusableField = "unusable-field"
        /// Where shapes differ: which unit was taken.
        case assumedUnit = "assumed-unit"
        /// The same interval or segment again: left out.
        case repeated
        /// An interval or segment that is missing between others.
        case missing
        /// Segments that came in another order than that of time.
        case reordered
        /// Counters that fell: an SSRC changed, or they are wrong.
        case counterFell = "counter-fell"
    }

    public var kind: Kind
    /// Path of the field: "stats[3].audio.inbound.packetsReceived".
    public var path: String
    /// One sentence.
    public var text: String

    public init(kind: Kind, path: String, text: String) {
        self.kind = kind
        self.path = path
        self.text = text
    }
}
