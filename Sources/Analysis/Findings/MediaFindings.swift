import ICE
import Media
import Report
import Wire

extension FindingsJudgement {
    /// Media in one direction only. What passed the tap may still not arrive, which this tap cannot see.
    var oneWayMedia: Finding? {
        guard call.dtlsState != .connecting, let last = call.streams.map(\.figures.lastTime).max() else { return nil }
        for (missing, sender) in [(CallDirection.received, "far end"), (.sent, "client")] {
            let present = call.streams.filter { call.direction(of: $0) != missing }
            guard let first = present.map(\.figures.firstTime).min(),
                !call.streams.contains(where: { call.direction(of: $0) == missing }),
                // What was not captured may well have been sent.
                capture.missingDirection?.side != (missing == .sent ? .client : .farEnd),
                last.nanoseconds(since: first) > 3_000_000_000, let stream = present.first
            else { continue }
            return Finding(
                code: .oneWayMedia, severity: .critical,
                title: "One-way media: no RTP from the \(sender) passed this tap",
                evidence: [
                    FindingEvidence(
                        text: "\(stream.figures.unique) packets of \(stream.ssrc) the other way, none back",
                        frames: [stream.figures.firstFrame, stream.figures.lastFrame],
                        filter: filter(stream))
                ] + (sendsOtherPackets(missing == .sent ? .client : .farEnd) ? [] : [oneDirectionCaptured(sender)]),
                place: .upstream,
                action:
                    "Ask whether the \(sender) sends (muted, held, no microphone), then what drops its media before "
                    + "this tap: a firewall, a NAT binding or the wrong address in its signalling.")
        }
        return nil
    }

    /// Whether anything but RTP of that side passed the tap.
    private func sendsOtherPackets(_ side: CallSide) -> Bool {
        call.facts.paths.indices.contains { path in
            [true, false].contains { isForward in
                let direction = call.facts.paths[path][isForward: isForward]
                return direction.stun.packets + direction.dtls.packets + direction.rtcp.packets > 0
                    && call.side(onPath: path, isForward: isForward) == side
            }
        }
    }

    private func oneDirectionCaptured(_ sender: String) -> FindingEvidence {
        FindingEvidence(
            text: "nothing else of the \(sender) passed either: the capture may hold one direction only")
    }

    /// The documented thresholds.
    var qualityFindings: [Finding] {
        var findings = [roundTripFinding(quality.rtt)].compactMap(\.self)
        for (direction, judged) in [(CallDirection.sent, quality.sent), (.received, quality.received)] {
            let sender = direction == .sent ? "client" : "far end"
            findings += [
                streamFinding(.lossHigh, judged?.packetLoss, of: direction) {
                    "\($0) % of the \(sender)'s packets missing at this tap"
                },
                streamFinding(.jitterHigh, judged?.jitter, of: direction) {
                    "Jitter \($0) ms at this tap in what the \(sender) sends"
                },
            ].compactMap(\.self)
        }
        return findings
    }

    private func roundTripFinding(_ metric: GradedMetric?) -> Finding? {
        guard let metric, metric.grade != .good else { return nil }
        let pair = call.client.selected.map { call.session.pairs[$0.pair] }
        let checks = [pair?.checks.lower.successes, pair?.checks.upper.successes].compactMap(\.self)
        return Finding(
            code: .rttHigh, severity: metric.grade.findingSeverity,
            title: "Round-trip time \(Self.text(metric.value)) ms on the selected pair",
            evidence: [
                FindingEvidence(
                    text: "median of the \(rtt.sourceName), both halves added",
                    frames: checks.flatMap { [$0.first?.frame, $0.last?.frame] }.compactMap(\.self).sorted(),
                    filter: pair.map { "stun && \(filter($0.endpoints))" })
            ],
            place: nil,
            action: "Compare the two halves, client to tap and tap to far end: look on the side of the larger one.")
    }

    /// Loss or jitter of a direction's audio.
    private func streamFinding(
        _ code: FindingCode, _ metric: GradedMetric?, of direction: CallDirection, title: (String) -> String
    ) -> Finding? {
        guard let metric, metric.grade != .good else { return nil }
        let stream = call.streams.filter { $0.mayBeAudio && call.direction(of: $0) == direction }
            .max { $0.figures.unique < $1.figures.unique }
        return Finding(
            code: code, severity: metric.grade.findingSeverity, title: title(Self.text(metric.value)),
            evidence: stream.map {
                [
                    FindingEvidence(
                        text: "stream \($0.ssrc), \($0.figures.unique) packets",
                        frames: [$0.figures.firstFrame, $0.figures.lastFrame], filter: filter($0))
                ]
            } ?? [],
            place: code == .lossHigh ? lossPlace : .upstream,
            action:
                "Look upstream of this tap: the way from the sender, and the sender itself (a media server passes on the "
                + "gaps and the jitter of what it received).")
    }
}

extension QualityGrade {
    fileprivate var findingSeverity: FindingSeverity { self == .poor ? .warning : .info }
}
