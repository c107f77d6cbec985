/// What somebody wrote into the capture, on all of it or on one frame.
public struct CaptureCommentReport: Hashable, Sendable, JSONRepresentable {
    /// Nil: a comment on the file, a section or an interface.
    public var frame: UInt64?
    public var text: String

    public init(frame: UInt64? = nil, text: String) {
        self.frame = frame
        self.text = text
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("frame", frame)
            $0.member("text", text)
        }
    }
}
