import ClientReports
import Media
import Report

/// Where the tap stands, seen from the client: what the packets tell of it, and what the client's counters add.
struct TapEstimate {
    let tap: ReportedTapPlace?
    let evidence: [String]

    /// Fewer losses may be chance.
    private static let tellingLosses = 5

    init(fits: [TrackFit], accounts: [LossAccount?], network: NetworkReport) {
        var before = 0
        var behind = 0
        for (fit, account) in zip(fits, accounts) {
            guard let last = account?.entries.last, last.unaccounted == 0,
                let point = fit.track.points.last(where: { $0.sample == last.sample }), let lost = point.lost
            else { continue }
            let gaps = fit.replay.final.lost
            before += gaps
            let more = lost + last.hidden - gaps
            if more > last.slack { behind += more }
        }
        var evidence = network.perspective.tapEvidence
        var tap = network.perspective.tap
        if behind >= Self.tellingLosses {
            evidence.append(
                "\(behind) packets were lost between it and the client: it does not stand beside this client")
            if tap == .client { tap = .between }
        } else if before >= Self.tellingLosses {
            evidence.append(
                "of the \(before) packets that the client lacks every one was missing here already: nothing is lost between "
                    + "the two, as beside this client")
            tap = tap ?? .client
        }
        self.tap = tap
        self.evidence = evidence
    }
}
