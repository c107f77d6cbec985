/// A header field's name in lower case, the compact forms written out (RFC 3261 7.3.3, 20).
public struct SIPHeaderName: RawRepresentable, Hashable, Sendable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let callID = SIPHeaderName(rawValue: "call-id")
    public static let from = SIPHeaderName(rawValue: "from")
    public static let to = SIPHeaderName(rawValue: "to")
    public static let sequence = SIPHeaderName(rawValue: "cseq")
    public static let via = SIPHeaderName(rawValue: "via")
    public static let contact = SIPHeaderName(rawValue: "contact")
    public static let contentType = SIPHeaderName(rawValue: "content-type")
    public static let contentLength = SIPHeaderName(rawValue: "content-length")
    public static let userAgent = SIPHeaderName(rawValue: "user-agent")
    public static let server = SIPHeaderName(rawValue: "server")
    public static let reason = SIPHeaderName(rawValue: "reason")
    /// The vendor's ids of a session and of its leg.
    public static let telnyxSessionID = SIPHeaderName(rawValue: "x-telnyx-session-id")
    public static let telnyxLegID = SIPHeaderName(rawValue: "x-telnyx-leg-id")

    init(reading text: Substring) {
        let name = text.trimmed.lowercased()
        switch name {
        case "i": self = .callID
        case "f": self = .from
        case "t": self = .to
        case "v": self = .via
        case "m": self = .contact
        case "c": self = .contentType
        case "l": self = .contentLength
        default: self.init(rawValue: name)
        }
    }
}
