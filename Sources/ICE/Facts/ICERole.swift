/// RFC 8445 2.3.
public enum ICERole: String, Hashable, Sendable {
    case controlling
    case controlled
}
