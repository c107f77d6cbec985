import ICE
import Report
import Wire

extension FindingsJudgement {
    /// A connected call carries its first media within this, in ns.
    private static var mediaPatience: Int64 { 5_000_000_000 }

    /// The handshake finished, the connection was kept alive, and no RTP came from either side.
    var noMedia: Finding? {
        guard call.streams.isEmpty, let association = call.association?.value, let path = call.association?.path,
            association.state == .connected, !(association.offeredProfiles ?? []).isEmpty,
            let connected = association.change(to: .connected),
            call.facts.last.time.nanoseconds(since: connected.time) > Self.mediaPatience
        else { return nil }
        let pair = call.facts.paths[path].pair
        return Finding(
            code: .noMedia, severity: .critical,
            title: "No media: DTLS-SRTP is up, and no RTP of either side passed this tap",
            evidence: [
                FindingEvidence(
                    text: "connected, then nothing but checks and RTCP until the end",
                    frames: [connected.frame, call.facts.last.frame].compactMap(\.self), filter: filter(pair))
            ],
            place: nil,
            action: "Ask whether both sides send (muted, held, no microphone, no codec in common), and whether the "
                + "capture filter lets RTP through.")
    }
}
