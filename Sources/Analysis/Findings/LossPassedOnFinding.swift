import Media
import Report

extension FindingsJudgement {
    /// Packets lost below which two streams may agree by chance.
    private static var lossesToCompare: Int64 { 10 }
    /// Share of a stream's losses that must fall into seconds in which the other stream lost too.
    private static var sharedLoss: Double { 0.8 }

    /// A stream has the gaps of one that runs the other way: what sends it keeps sequence numbers, so it passes on the
    /// loss that it suffered, and its own leg is not to blame.
    var lossPassedOn: Finding? {
        for outgoing in call.streams where outgoing.figures.lost >= Self.lossesToCompare {
            let source = call.streams.first { incoming in
                incoming.sender != outgoing.sender && incoming.figures.firstFrame < outgoing.figures.firstFrame
                    && Self.isPassedOn(incoming.figures, outgoing.figures)
            }
            guard let incoming = source else { continue }
            return Finding(
                code: .lossPassedOn, severity: .info,
                title:
                    "The \(name(of: outgoing)) passes on the gaps of what it received: its own leg did not lose them",
                evidence: [
                    FindingEvidence(
                        text: "\(incoming.figures.lost) lost of \(incoming.ssrc), \(outgoing.figures.lost) of "
                            + "\(outgoing.ssrc) at the same times",
                        frames: [
                            incoming.figures.firstFrame, outgoing.figures.firstFrame, incoming.figures.lastFrame,
                            outgoing.figures.lastFrame,
                        ].sorted(), filter: "\(filter(incoming)) || \(filter(outgoing))")
                ],
                place: .upstream,
                action: "Look for the loss where \(incoming.ssrc) comes from, not behind the \(name(of: outgoing)).")
        }
        return nil
    }

    private static func isPassedOn(_ incoming: StreamFigures, _ outgoing: StreamFigures) -> Bool {
        guard incoming.lost >= lossesToCompare, incoming.lost * 10 >= outgoing.lost * 9,
            outgoing.lost * 10 >= incoming.lost * 9, incoming.secondStep == outgoing.secondStep
        else { return false }
        let suffered = losses(incoming)
        let passed = losses(outgoing)
        let shared = passed.reduce(Int64(0)) { sum, entry in
            // A packet is missed when the next one comes, which may be in the next second.
            let near = ([-1, 0, 1] as [Int64]).reduce(Int64(0)) { near, offset in
                near + (suffered[entry.key + offset * incoming.secondStep] ?? 0)
            }
            return sum + min(entry.value, near)
        }
        return Double(shared) >= sharedLoss * Double(outgoing.lost)
    }

    /// Packets lost in each second that lost any.
    private static func losses(_ figures: StreamFigures) -> [Int64: Int64] {
        var losses: [Int64: Int64] = [:]
        var before: Int64 = 0
        for second in figures.seconds {
            if second.lost > before { losses[second.second] = second.lost - before }
            before = second.lost
        }
        return losses
    }
}
