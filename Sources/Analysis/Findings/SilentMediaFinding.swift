import Media
import Report
import Wire

extension FindingsJudgement {
    /// Shorter silences are conversation, in seconds.
    private static var minimumSilence: Double { 10 }

    /// Media flows, and nobody is to be heard: "no audio" with every packet there.
    var silentFindings: [Finding] {
        [CallDirection.sent, .received].compactMap { direction in
            let streams = mainStreams.filter { call.direction(of: $0) == direction }.compactMap { stream in
                call.activity(of: stream).map { (stream, activity: $0) }
            }
            guard let (stream, activity) = streams.max(by: { $0.0.figures.unique < $1.0.figures.unique }) else {
                return nil
            }
            let duration = Double(stream.figures.lastTime.nanoseconds(since: stream.figures.firstTime)) / 1e9
            let isSilent = streams.allSatisfy { Self.isSilent($0.activity.state) }
            let longest = activity.silences.map { $0.end.seconds(since: $0.start) }.max() ?? 0
            let silence = activity.silenceSeconds ?? 0
            let isLong = longest >= Self.minimumSilence && silence >= duration / 2
            guard duration >= Self.minimumSilence, isSilent || isLong else { return nil }
            let sender = name(of: stream)
            let frames = activity.silences.prefix(8).flatMap { [$0.firstFrame, $0.lastFrame] }
            return Finding(
                code: direction == .sent ? .clientSilent : .farEndSilent, severity: isSilent ? .warning : .info,
                title: isSilent
                    ? "The \(sender)'s audio is silence: \(stream.figures.unique) packets in \(Self.text(duration)) s, and "
                        + "nobody is to be heard"
                    : "The \(sender) is silent for \(Self.text(silence)) of \(Self.text(duration)) s",
                evidence: [
                    FindingEvidence(
                        text: "\(stream.ssrc): \(activity.evidence)",
                        frames: frames.isEmpty ? [stream.figures.firstFrame, stream.figures.lastFrame] : frames,
                        filter: filter(stream))
                ],
                place: direction == .sent ? .client : .farEnd,
                action: "The network delivers: ask whether the \(sender) is muted, which microphone it uses and "
                    + "whether it may; at a server, what it plays or mixes.")
        }
    }

    private static func isSilent(_ state: ReportedActivity) -> Bool {
        switch state {
        case .silence, .comfortNoise, .discontinuous: true
        case .sound, .unknown: false
        }
    }
}
