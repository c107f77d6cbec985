/// `a=ssrc-group`: sources that belong together (RFC 5576 4.2).
public struct SDPSourceGroup: Hashable, Sendable {
    /// `FID` (a stream and its retransmissions), `FEC-FR` (a stream and its repair), `SIM` …
    public var semantics: String
    public var sources: [SSRC]

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let semantics = words.next() else { return nil }
        self.semantics = String(semantics)
        sources = []
        while let word = words.next() {
            guard let number = UInt32(digits: word), sources.count < 16 else { return nil }
            sources.append(SSRC(rawValue: number))
        }
        if sources.isEmpty { return nil }
    }
}
