/// `a=rtcp-fb`: what a receiver may send back of a payload type (RFC 4585 4.2).
public struct SDPFeedback: Hashable, Sendable {
    /// Nil: of all.
    public var payloadType: PayloadType?
    /// `nack`, `nack pli`, `ccm fir`, `transport-cc` …
    public var value: String

    init?(_ line: Substring) {
        var words = WordCursor(line)
        guard let type = words.next() else { return nil }
        if type != "*" {
            guard let number = UInt8(digits: type), number < 128 else { return nil }
            payloadType = PayloadType(rawValue: number)
        }
        guard !words.isAtEnd else { return nil }
        value = String(words.remainder)
    }

    /// The generic NACK, which asks for lost packets.
    public var isGenericNACK: Bool { value == "nack" }
}
