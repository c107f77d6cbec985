import Media
import Report

extension FindingsJudgement {
    /// Fewer are differences of when the two counted.
    private static var minimumDownstream: Int { 5 }
    /// Percent of the packets: worth a word, and a warning.
    private static var downstreamLimit: Double { 1 }
    private static var downstreamWarning: Double { 3 }

    /// A receiver's own reports say more lost than this tap misses.
    var downstreamLosses: [Finding] {
        (rtcp?.receivers ?? []).compactMap { view in
            guard let span = view.span, span.lostDownstream >= Self.minimumDownstream else { return nil }
            let share = Self.percent(Int64(span.lostDownstream), of: Int64(span.expected))
            guard share >= Self.downstreamLimit else { return nil }
            let sender = view.direction == .sent ? "client" : "far end"
            let receiver = view.direction == .sent ? "far end" : "client"
            return Finding(
                code: .lossDownstream, severity: share > Self.downstreamWarning ? .warning : .info,
                title: "\(span.lostDownstream) of the \(sender)'s packets (\(Self.text(share)) %) passed this tap and "
                    + "did not reach the \(receiver)",
                evidence: [
                    FindingEvidence(
                        text: "RTCP of \(view.reporter): \(span.lost) of \(span.expected) packets of \(view.source) "
                            + "lost; this tap misses \(span.tapLost) of them",
                        frames: [view.reports.first?.frame, view.reports.last?.frame].compactMap(\.self),
                        filter: "udp.payload contains \(Self.bytes(of: view.source.rawValue))")
                ],
                place: .downstream,
                action: "Look between this tap and the \(receiver): its access network or its own host.")
        }
    }
}
