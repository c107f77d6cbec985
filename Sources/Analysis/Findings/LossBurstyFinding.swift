import Media
import Report

extension FindingsJudgement {
    /// Loss that is worth a word, in percent; and losses that tell bursts from chance.
    private static var lossLimit: Double { 1 }
    private static var minimumLosses: Int64 { 10 }
    /// Of the losses, and of the packets within bursts, in percent: random loss of 5 % is scattered more than that even
    /// within the bursts that RFC 3611 makes of it.
    private static var inBursts: Double { 80 }
    private static var density: Double { 50 }

    var burstFindings: [Finding] {
        mainStreams.compactMap { stream in
            let bursts = stream.figures.bursts
            let lost = bursts.lost + bursts.isolated
            let burstDensity = Self.percent(bursts.lost, of: bursts.packets)
            guard lost >= Self.minimumLosses, Self.percent(lost, of: stream.figures.expected) >= Self.lossLimit,
                Self.percent(bursts.lost, of: lost) >= Self.inBursts, burstDensity >= Self.density
            else { return nil }
            let gaps = stream.gaps.filter { $0.gap.missing > 0 }.prefix(8)
            return Finding(
                code: .lossBursty, severity: .info,
                title: "The loss of the \(name(of: stream))'s packets comes in bursts: \(bursts.lost) of \(lost) in "
                    + (bursts.bursts == 1 ? "one" : "\(bursts.bursts) of them"),
                evidence: [
                    FindingEvidence(
                        text: "\(stream.ssrc): \(Self.text(burstDensity)) % lost within bursts (RFC 3611), "
                            + "\(Self.text(Double(bursts.lost) / Double(max(1, bursts.bursts)))) packets in each",
                        frames: gaps.isEmpty
                            ? [stream.figures.firstFrame, stream.figures.lastFrame]
                            : gaps.flatMap { Self.frames(of: $0.gap) },
                        filter: filter(stream))
                ],
                place: lossPlace,
                action: "Bursts point to a queue that overflows, a handover or a route that changes, not to a noisy "
                    + "link; concealment and in-band FEC do not bridge them.")
        }
    }
}
