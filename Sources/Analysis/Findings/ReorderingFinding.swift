import Media
import Report

extension FindingsJudgement {
    /// Percent of a stream's packets that came behind a later one: a jitter buffer makes up for it, at the cost of delay.
    private static var reorderingLimit: Double { 1 }
    /// Percent of a stream's packets that came again.
    private static var duplicateLimit: Double { 1 }

    var reorderingFindings: [Finding] {
        disorder(.reordering, limit: Self.reorderingLimit, count: \.reordered) { share, sender in
            "\(share) % of the \(sender)'s packets came behind a later one"
        } action: {
            "Look for parallel links or queues upstream of this tap (per-packet balancing, a policer, Wi-Fi retries)."
        }
    }

    var duplicateFindings: [Finding] {
        disorder(.networkDuplicates, limit: Self.duplicateLimit, count: \.duplicates) { share, sender in
            "The network doubled \(share) % of the \(sender)'s packets"
        } action: {
            "Harmless to the sound, as receivers drop copies; look for a loop or a mirrored link upstream of this tap."
        }
    }

    private func disorder(
        _ code: FindingCode, limit: Double, count: (StreamFigures) -> Int64, title: (String, String) -> String,
        action: () -> String
    ) -> [Finding] {
        call.streams.compactMap { stream in
            let packets = stream.figures.unique
            let share = Double(count(stream.figures)) * 100 / Double(max(1, packets))
            guard packets >= Self.packetsForShare, share >= limit else { return nil }
            return Finding(
                code: code, severity: .info, title: title(Self.text(share), name(of: stream)),
                evidence: [
                    FindingEvidence(
                        text: "\(count(stream.figures)) of \(packets) packets of \(stream.ssrc)",
                        frames: [stream.figures.firstFrame, stream.figures.lastFrame], filter: filter(stream))
                ],
                place: .upstream, action: action())
        }
    }
}
