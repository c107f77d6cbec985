/// What shows a finding.
public struct FindingEvidence: Hashable, Sendable, JSONRepresentable {
    /// One sentence.
    public var text: String
    /// Numbers of frames that show it, not necessarily all.
    public var frames: [UInt64]
    /// A Wireshark display filter that shows them.
    public var filter: String?

    public init(text: String, frames: [UInt64] = [], filter: String? = nil) {
        self.text = text
        self.frames = frames
        self.filter = filter
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("text", text)
            $0.member("frames", frames)
            $0.member("filter", filter)
        }
    }
}
