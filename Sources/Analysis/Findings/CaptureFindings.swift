import Media
import Report

extension FindingsJudgement {
    /// What the capture itself got wrong: it comes before any verdict on the network.
    var captureFindings: [Finding] {
        var findings: [Finding] = []
        let dropped = capture.drops.reduce(0) { $0 + $1.packets }
        if dropped > 0 {
            findings.append(
                Finding(
                    code: .captureDrops, severity: .warning,
                    title: "The capture lost \(dropped) packets itself: "
                        + (capture.lossAttribution.verdict == .capture
                            ? "\(capture.lossAttribution.packets) of this call's missing packets are its own"
                            : "gaps may be its own, not the network's"),
                    evidence: capture.drops.map {
                        FindingEvidence(
                            text: "\($0.packets) dropped by the \($0.source)",
                            frames: Array($0.spans.compactMap(\.frame).prefix(8)))
                    }
                        + capture.lossAttribution.evidence.map {
                            FindingEvidence(text: $0, frames: capture.lossAttribution.frames)
                        },
                    place: .capture, action: "Capture again with a larger buffer (-B) or a narrower filter."))
        }
        let seen = call.streams.reduce(0) { $0 + Int($1.figures.unique) }
        if capture.doubled > seen / 2, seen > 0 {
            findings.append(
                Finding(
                    code: .captureDoubled, severity: .info,
                    title: "The capture holds most packets twice (\(capture.doubled)); each was counted once",
                    evidence: [FindingEvidence(text: "the same bytes from another interface, hop or VLAN")]
                        + capture.doubledPlaces.prefix(4).map {
                            FindingEvidence(
                                text: "first at \($0.first), then at \($0.second)", frames: [$0.firstFrame])
                        },
                    place: .capture, action: "Capture on one interface, or one side of the router, to halve the file."))
        }
        if capture.truncated > 0 {
            findings.append(
                Finding(
                    code: .captureTruncated, severity: .info,
                    title: "\(capture.truncated) of \(capture.packets) packets were cut by the snap length",
                    evidence: [
                        FindingEvidence(
                            text: "what lies behind the cut is not decoded: handshakes, SRTCP, attributes at the end",
                            frames: capture.firstTruncatedFrame.map { [$0] } ?? [],
                            filter: "frame.cap_len < frame.len")
                    ],
                    place: .capture,
                    action:
                        "Counts, loss and jitter hold where the RTP header is whole; capture with -s 0 for the rest."))
        }
        if let stray = call.clock.firstStray {
            findings.append(
                Finding(
                    code: .captureClock, severity: .info,
                    title: call.clock.strayFrames == 1
                        ? "1 frame has a time stamp a day or more away from its neighbours'"
                        : "\(call.clock.strayFrames) frames have time stamps a day or more away from their neighbours'",
                    evidence: [FindingEvidence(text: "the first of them", frames: [stray])], place: .capture,
                    action: "They were counted at the time of the frame before; see what wrote the capture."))
        }
        for damage in capture.damage.prefix(1) {
            findings.append(
                Finding(
                    code: .captureDamaged, severity: .warning, title: "The capture was read in part",
                    evidence: [FindingEvidence(text: damage.sentence)], place: .capture,
                    action: "Figures end where the readable part does: get the whole file."))
        }
        return findings
    }
}
