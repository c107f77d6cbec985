import ICE
import Report
import Wire

extension FindingsJudgement {
    /// Both sides send media, at the end of the call, on different pairs: after a restart or a NAT rebinding that only one
    /// of them followed.
    var pathsDiffer: Finding? {
        guard let sent = call.client.pathsTaken.max(by: { Moment.isEarlier($0.media.last, $1.media.last) }),
            let received = call.farEnd.pathsTaken.max(by: { Moment.isEarlier($0.media.last, $1.media.last) }),
            sent.pair != received.pair,
            let sentFirst = sent.media.first, let sentLast = sent.media.last,
            let receivedFirst = received.media.first, let receivedLast = received.media.last,
            min(sentLast.time, receivedLast.time).nanoseconds(since: max(sentFirst.time, receivedFirst.time))
                > Self.moveNanoseconds
        else { return nil }
        func evidence(_ name: String, _ path: ICEAgent.PathTaken, _ first: Moment, _ last: Moment) -> FindingEvidence {
            let pair = call.session.pairs[path.pair].endpoints
            return FindingEvidence(
                text: "the \(name) sends between \(pair.lower) and \(pair.upper)", frames: [first.frame, last.frame],
                filter: filter(pair))
        }
        return Finding(
            code: .pathsDiffer, severity: .info,
            title: "The two directions run on different paths: the client sends on one pair, the far end on another",
            evidence: [
                evidence("client", sent, sentFirst, sentLast),
                evidence("far end", received, receivedFirst, receivedLast),
            ],
            place: nil,
            action:
                "Nothing is wrong while both arrive. If one side hears nothing, it no longer listens where the other "
                + "sends: look at the address change before it.")
    }

    /// Both directions move within this time when a call changes its path, in ns.
    private static var moveNanoseconds: Int64 { 3_000_000_000 }
}
