/// A session description (RFC 8866): what one side offers or answers.
public struct SessionDescriptionReport: Hashable, Sendable, JSONRepresentable {
    /// Null if it is not known, as of a file.
    public var role: ReportedDescriptionRole?
    /// The side that it describes; null if the capture does not show it.
    public var side: CallSide?
    /// Unix seconds; null for one that was given.
    public var time: UnixTime?
    /// Frame number; null for one that was given.
    public var frame: UInt64?
    /// The file that it was given in.
    public var file: String?
    /// Its media sections.
    public var media: [MediaSectionReport]
    /// Lines that could not be read and were skipped.
    public var unreadableLines: Int

    public init(
        role: ReportedDescriptionRole? = nil, side: CallSide? = nil, time: UnixTime? = nil, frame: UInt64? = nil,
        file: String? = nil, media: [MediaSectionReport] = [], unreadableLines: Int = 0
    ) {
        self.role = role
        self.side = side
        self.time = time
        self.frame = frame
        self.file = file
        self.media = media
        self.unreadableLines = unreadableLines
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("role", role)
            $0.member("side", side)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("file", file)
            $0.member("media", media)
            $0.member("unreadable_lines", unreadableLines)
        }
    }
}
