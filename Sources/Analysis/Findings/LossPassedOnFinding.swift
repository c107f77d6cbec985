import Media
import Report

extension FindingsJudgement {
    /// A stream has the gaps of one that runs the other way: its own leg is not to blame.
    var lossPassedOn: Finding? {
        guard let (copy, origin) = call.passedOnLoss.origins.min(by: { $0.key < $1.key }) else { return nil }
        let (outgoing, incoming) = (call.streams[copy], call.streams[origin])
        return Finding(
            code: .lossPassedOn, severity: .info,
            title: "The \(name(of: outgoing)) passes on the gaps of what it received: its own leg did not lose them",
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
}
