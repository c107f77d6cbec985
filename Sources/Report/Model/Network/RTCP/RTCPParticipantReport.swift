/// One SSRC that sent RTCP.
public struct RTCPParticipantReport: Hashable, Sendable, JSONRepresentable {
    /// Its own.
    public var ssrc: SynchronizationSource
    /// Where it is.
    public var side: CallSide
    /// CNAME of its SDES; null where none was readable.
    public var canonicalName: String?
    /// RTCP packets; of SRTCP the first of each datagram.
    public var packets: Int
    /// Frame number.
    public var firstFrame: UInt64
    /// Frame number.
    public var lastFrame: UInt64
    /// What it asked for.
    public var feedback: RTCPFeedbackReport
    /// Its BYE; null without.
    public var goodbye: RTCPGoodbyeReport?

    public init(
        ssrc: SynchronizationSource, side: CallSide, canonicalName: String? = nil, packets: Int = 0, firstFrame: UInt64,
        lastFrame: UInt64, feedback: RTCPFeedbackReport = RTCPFeedbackReport(), goodbye: RTCPGoodbyeReport? = nil
    ) {
        self.ssrc = ssrc
        self.side = side
        self.canonicalName = canonicalName
        self.packets = packets
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
        self.feedback = feedback
        self.goodbye = goodbye
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ssrc", ssrc)
            $0.member("side", side)
            $0.member("cname", canonicalName)
            $0.member("packets", packets)
            $0.member("first_frame", firstFrame)
            $0.member("last_frame", lastFrame)
            $0.member("feedback", feedback)
            $0.member("goodbye", goodbye)
        }
    }
}
