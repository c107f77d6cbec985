/// Whether the describing side sends and receives (RFC 8866 6.7).
public enum SDPDirection: String, Hashable, Sendable {
    case sendrecv, sendonly, recvonly, inactive
}
