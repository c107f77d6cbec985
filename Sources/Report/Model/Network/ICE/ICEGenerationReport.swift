/// A pair of credentials in use: the first, or one after an ICE restart.
public struct ICEGenerationReport: Hashable, Sendable, JSONRepresentable {
    /// 0 for the first.
    public var index: Int
    /// The client's.
    public var localUfrag: String?
    /// The far end's.
    public var remoteUfrag: String?
    /// Unix seconds.
    public var firstSeen: UnixTime
    /// Frame number.
    public var firstFrame: UInt64?
    /// The last check that carried it, Unix seconds.
    public var lastSeen: UnixTime?
    /// Frame number.
    public var lastFrame: UInt64?

    public init(
        index: Int, localUfrag: String? = nil, remoteUfrag: String? = nil, firstSeen: UnixTime,
        firstFrame: UInt64? = nil, lastSeen: UnixTime? = nil, lastFrame: UInt64? = nil
    ) {
        self.index = index
        self.localUfrag = localUfrag
        self.remoteUfrag = remoteUfrag
        self.firstSeen = firstSeen
        self.firstFrame = firstFrame
        self.lastSeen = lastSeen
        self.lastFrame = lastFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("index", index)
            $0.member("local_ufrag", localUfrag)
            $0.member("remote_ufrag", remoteUfrag)
            $0.member("first_seen", firstSeen)
            $0.member("first_frame", firstFrame)
            $0.member("last_seen", lastSeen)
            $0.member("last_frame", lastFrame)
        }
    }
}
