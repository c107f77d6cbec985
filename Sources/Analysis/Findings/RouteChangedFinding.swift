import Media
import Report

extension FindingsJudgement {
    /// A packet or two with other marks are no route.
    private static var minimumOnRoute: Int64 { 10 }

    /// The hop limit or the DSCP of a stream's packets changed in mid-call, on one and the same path.
    var routeChanges: [Finding] {
        mainStreams.compactMap { stream in
            for leg in stream.legs.indices {
                let marks = stream.legs[leg].marks
                    .filter { $0.packets >= Self.minimumOnRoute }
                guard let first = marks.first else { continue }
                let hops = marks.map(\.marks.timeToLive).distinct()
                let classes = marks.map(\.marks.differentiatedServices).distinct()
                guard hops.count > 1 || classes.count > 1 else { continue }
                let what = [hops.count > 1 ? "another route" : nil, classes.count > 1 ? "another DSCP" : nil]
                    .compactMap(\.self).joined(separator: " and ")
                return Finding(
                    code: .routeChanged, severity: .info,
                    title: "The \(name(of: stream))'s packets took \(what) in mid-call",
                    evidence: marks.prefix(8).map {
                        FindingEvidence(
                            text: "\($0.packets) packets of \(stream.ssrc) with hop limit \($0.marks.timeToLive), DSCP "
                                + "\($0.marks.differentiatedServices)",
                            frames: [$0.firstFrame], filter: filter(stream))
                    },
                    place: .upstream,
                    action: "Compare loss, jitter and delay before and after frame "
                        + "\(marks.dropFirst().first?.firstFrame ?? first.firstFrame): a failover, load balancing, or a "
                        + "router that re-marks.")
            }
            return nil
        }
    }
}
