import Media
import Report

extension FindingsJudgement {
    /// Percent of the packets.
    private static var lateLimit: Double { 1 }

    /// Packets that arrive, and too late to be played.
    var lateLossFindings: [Finding] {
        mainStreams.filter(\.mayBeAudio).compactMap { stream in
            guard let late = stream.figures.latePackets, late.judged >= Self.packetsForShare else { return nil }
            let buffers = [(60, late.beyond60), (120, late.beyond120), (200, late.beyond200)].map {
                (milliseconds: $0, percent: Self.percent($1, of: late.judged))
            }
            guard buffers[0].percent > Self.lateLimit else { return nil }
            let enough = buffers.first { $0.percent <= Self.lateLimit }?.milliseconds
            return Finding(
                code: .lateLossHigh, severity: enough == 120 ? .info : .warning,
                title: "\(Self.text(buffers[0].percent)) % of the \(name(of: stream))'s packets come too late for a "
                    + "playout buffer of 60 ms"
                    + (enough.map { "; \($0) ms would do" } ?? "; 200 ms would not do either"),
                evidence: [
                    FindingEvidence(
                        text: "\(stream.ssrc): "
                            + buffers.map { "\(Self.text($0.percent)) % later than \($0.milliseconds) ms" }
                            .joined(separator: ", "),
                        frames: [stream.figures.firstFrame, stream.figures.lastFrame], filter: filter(stream))
                ],
                place: .upstream,
                action: "Nothing of it is loss to the network, and all of it is to the ear: "
                    + (enough.map { "let the receiver's jitter buffer grow to \($0) ms, or " } ?? "")
                    + "look for what delays packets upstream of this tap.")
        }
    }
}
