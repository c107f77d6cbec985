/// Which side begins the DTLS handshake (RFC 4145 4, RFC 5763 5).
public enum SDPSetup: String, Hashable, Sendable {
    case active, passive, actpass, holdconn
}
