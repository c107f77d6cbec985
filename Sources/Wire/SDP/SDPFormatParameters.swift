/// `a=fmtp`: the parameters of a payload type (RFC 8866 6.15).
public struct SDPFormatParameters: Hashable, Sendable {
    public var payloadType: PayloadType
    /// `apt=96`, `111/111`, `useinbandfec=1;stereo=1` …, as it is written.
    public var text: String

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let type = words.number(UInt8.self), type < 128, !words.isAtEnd else { return nil }
        payloadType = PayloadType(rawValue: type)
        text = String(words.remainder)
    }

    /// The value of `name=value`; nil if it is not among the parameters.
    public func value(of name: String) -> Substring? {
        var rest = WordCursor(text[...])
        while let parameter = rest.next(until: ";") {
            var parts = WordCursor(parameter.trimmed)
            if parts.next(until: "=")?.lowercased() == name { return parts.remainder }
        }
        return nil
    }

    /// The payload type that a retransmission's packets had before (RFC 4588 8.6).
    public var associatedPayloadType: PayloadType? {
        value(of: "apt").flatMap { UInt8(digits: $0) }.flatMap { $0 < 128 ? PayloadType(rawValue: $0) : nil }
    }

    /// The payload types inside RED (RFC 2198 5): `111/111`.
    public var redundantPayloadTypes: [PayloadType] {
        var types: [PayloadType] = []
        var rest = WordCursor(text[...])
        while let part = rest.next(until: "/") {
            guard let type = UInt8(digits: part), type < 128, types.count < 16 else { return [] }
            types.append(PayloadType(rawValue: type))
        }
        return types
    }
}
