import Media
import Report

extension FindingsJudgement {
    /// Outages so long that a receiving client takes them for a restart of the stream, and counts nothing as lost.
    var hiddenOutages: [Finding] {
        mainStreams.compactMap { stream in
            let hidden = stream.gaps.filter { $0.gap.missing > 0 && $0.countedByClient == 0 }
            guard let longest = hidden.max(by: { $0.gap.missing < $1.gap.missing }) else { return nil }
            let missing = hidden.reduce(0) { $0 + $1.gap.missing }
            let threshold = stream.clientThreshold
            let counted = max(0, stream.figures.clientLost[threshold])
            return Finding(
                code: .outageHidden, severity: .warning,
                title: "\(hidden.count == 1 ? "An outage" : "\(hidden.count) outages") that a client's loss counter "
                    + "hides: \(missing) of the \(name(of: stream))'s packets missing at this tap, up to "
                    + "\(Self.seconds(longest.gap.nanoseconds)) long",
                evidence: hidden.prefix(8).map { judged in
                    FindingEvidence(
                        text: "\(judged.gap.missing) packets of \(stream.ssrc) missing in "
                            + Self.seconds(judged.gap.nanoseconds),
                        frames: Self.frames(of: judged.gap), filter: filter(stream))
                }
                    + [
                        FindingEvidence(
                            text: "\(stream.figures.lost) packets are missing in all; a browser that receives the "
                                + "stream shows packetsLost \(counted), as a jump of more than \(threshold.packets) counts 0",
                            frames: [stream.figures.firstFrame, stream.figures.lastFrame])
                    ],
                place: lossPlace,
                action: "Do not rely on packetsLost of this call: look upstream of this tap for what stopped for so "
                    + "long (a handover, a failover, Wi-Fi roaming), and at what the client logged then.")
        }
    }
}
