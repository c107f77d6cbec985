public enum ClientMediaKind: String, Hashable, Sendable {
    case audio, video
}
