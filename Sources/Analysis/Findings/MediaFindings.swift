import ICE
import Media
import Report
import Wire

extension FindingsJudgement {
    /// Media in one direction only, over a path that works both ways.
    var oneWayMedia: Finding? {
        guard call.dtlsState != .connecting, let last = call.streams.map(\.figures.lastTime).max() else { return nil }
        for (missing, sender) in [(CallDirection.received, "far end"), (.sent, "client")] {
            let present = call.streams.filter { call.direction(of: $0) != missing }
            guard let first = present.map(\.figures.firstTime).min(),
                !call.streams.contains(where: { call.direction(of: $0) == missing }),
                last.nanoseconds(since: first) > 3_000_000_000, let stream = present.first
            else { continue }
            let leg = stream.legs[0]
            return Finding(
                code: "one_way_media", severity: .critical,
                title: "One-way media: no RTP from the \(sender) passed this tap",
                evidence: [
                    FindingEvidence(
                        text: "\(stream.figures.unique) packets of \(stream.ssrc) the other way, none back",
                        frames: [stream.figures.firstFrame, stream.figures.lastFrame],
                        filter: "rtp && \(Self.filter(call.facts.paths[leg.path].pair))")
                ],
                place: .upstream,
                action:
                    "Ask whether the \(sender) sends (muted, held, no microphone), then what drops its media before "
                    + "this tap: a firewall, a NAT binding or the wrong address in its signalling.")
        }
        return nil
    }

    /// The documented thresholds.
    var qualityFindings: [Finding] {
        let quality = call.quality(rtt)
        var findings: [Finding] = []
        func add(_ code: String, _ metric: GradedMetric?, _ text: (Double) -> String, _ direction: CallDirection?) {
            guard let metric, metric.grade != .good else { return }
            let own = call.streams.filter { direction == nil || call.direction(of: $0) == direction }
            let stream = own.max { $0.figures.unique < $1.figures.unique }
            findings.append(
                Finding(
                    code: code, severity: metric.grade == .poor ? .warning : .info, title: text(metric.value),
                    evidence: stream.map {
                        [
                            FindingEvidence(
                                text: "stream \($0.ssrc), \($0.figures.unique) packets",
                                frames: [$0.figures.firstFrame, $0.figures.lastFrame],
                                filter: "rtp.ssrc == \($0.ssrc)")
                        ]
                    } ?? [],
                    place: direction == nil ? nil : .upstream,
                    action: "Look upstream of this tap: what it shows arose between the sender and here."))
        }
        add("rtt_high", quality.rtt, { "Round-trip time \(Self.text($0)) ms" }, nil)
        for (direction, judged) in [(CallDirection.sent, quality.sent), (.received, quality.received)] {
            let name = direction == .sent ? "client" : "far end"
            add("loss_high", judged?.packetLoss, { "\(Self.text($0)) % of the \(name)'s packets lost" }, direction)
            add("jitter_high", judged?.jitter, { "Jitter \(Self.text($0)) ms in what the \(name) sends" }, direction)
        }
        return findings
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
