/// A SIP method (IANA "SIP Methods"). Unknown ones survive as values.
public struct SIPMethod: RawRepresentable, Hashable, Sendable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    // RFC 3261
    public static let invite = SIPMethod(rawValue: "INVITE")
    public static let acknowledge = SIPMethod(rawValue: "ACK")
    public static let bye = SIPMethod(rawValue: "BYE")
    public static let cancel = SIPMethod(rawValue: "CANCEL")
    public static let register = SIPMethod(rawValue: "REGISTER")
    public static let options = SIPMethod(rawValue: "OPTIONS")
    /// RFC 3262.
    public static let provisionalAcknowledge = SIPMethod(rawValue: "PRACK")
    /// RFC 3311.
    public static let update = SIPMethod(rawValue: "UPDATE")
    /// RFC 3515.
    public static let refer = SIPMethod(rawValue: "REFER")
    /// RFC 6086.
    public static let info = SIPMethod(rawValue: "INFO")
}
