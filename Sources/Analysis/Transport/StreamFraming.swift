/// How messages follow one another in one direction of a TCP connection.
public enum StreamFraming: UInt8, Sendable {
    /// Too few bytes to tell.
    case undecided
    /// STUN messages and ChannelData padded to 4 bytes, one behind the other (RFC 8489 6.2.2, RFC 8656 12.5).
    case turn
    /// Each message behind its length in two bytes: ICE-TCP (RFC 4571, RFC 6544).
    case rfc4571
    /// SIP, each message's body as long as its Content-Length says (RFC 3261 18.3).
    case sip
    /// TLS: what is inside cannot be seen.
    case tls
    /// Nothing that belongs to a call.
    case other
}
