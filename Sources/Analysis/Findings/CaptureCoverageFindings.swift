import Media
import Report

// What the capture does not hold of the call, and what that makes of the figures.
extension FindingsJudgement {
    var coverageFindings: [Finding] {
        [captureLoss, oneDirection, midCall, offload].compactMap(\.self)
    }

    /// Packets missing that the capture itself may have lost.
    private var captureLoss: Finding? {
        let loss = capture.lossAttribution
        let expected = call.streams.reduce(0) { $0 + $1.figures.expected }
        // Of a few packets missing nobody asks whose they are.
        guard [.capture, .undecidable].contains(loss.verdict),
            !loss.seconds.isEmpty || loss.verdict == .capture || Self.percent(Int64(loss.lost), of: expected) >= 1
        else { return nil }
        let losing = call.streams.filter { $0.figures.lost > 0 }
        let frames = losing.compactMap { $0.gaps.first { $0.gap.missing > 0 }?.gap }.flatMap(Self.frames)
        return Finding(
            code: .captureLoss, severity: loss.verdict == .capture || !loss.seconds.isEmpty ? .warning : .info,
            title: loss.verdict == .capture
                ? "\(loss.packets) of \(loss.lost) packets missing were lost by the capture, not by the network"
                : "\(loss.packets) of \(loss.lost) packets missing may be the capture's own loss",
            evidence: loss.evidence.enumerated().map { index, text in
                FindingEvidence(
                    text: text, frames: index > 0 ? [] : loss.frames.isEmpty ? Array(frames.prefix(16)) : loss.frames,
                    filter: index > 0 ? nil : losing.first.map { filter($0) })
            },
            place: .capture,
            action: "Do not take this call's loss to a ticket: capture again with a larger buffer (-B), and with its "
                + "counters (pcapng of dumpcap), or compare with a second tap.")
    }

    private var oneDirection: Finding? {
        guard let missing = capture.missingDirection else { return nil }
        let side = missing.side == .client ? "client" : "far end"
        return Finding(
            code: .captureOneDirection, severity: .warning,
            title: "The capture holds one direction only: the \(side) answers, and no packet of it was captured",
            evidence: [FindingEvidence(text: missing.reason, frames: missing.frames)], place: .capture,
            action: "Nothing is known of what the \(side) sends. Capture both directions: a mirror of both, the other "
                + "link of a pair, no filter on the source.")
    }

    private var midCall: Finding? {
        let evidence = [capture.beginEvidence, capture.endEvidence].compactMap(\.self)
        guard !evidence.isEmpty else { return nil }
        let begins = capture.beginEvidence != nil
        let ends = capture.endEvidence != nil
        let unknown = [
            begins ? "how it was set up, and loss before the first packet" : nil, ends ? "how and why it ended" : nil,
        ].compactMap(\.self).joined(separator: "; ")
        return Finding(
            code: .captureMidCall, severity: .info,
            title: "The capture \(begins && ends ? "begins and ends" : begins ? "begins" : "ends") in mid-call",
            evidence: evidence, place: .capture,
            action: "Not to be known from it: \(unknown). Totals are those of the part captured.")
    }

    private var offload: Finding? {
        guard let offload = capture.offload else { return nil }
        let isJoined = offload.frames > 0
        return Finding(
            code: .captureOffload, severity: .info,
            title: isJoined
                ? "\(offload.frames) frames are several packets each: offloading joined \(offload.packets) packets before the "
                    + "capture saw them"
                : "\(offload.largeDatagrams) datagrams are larger than an Ethernet frame: jumbo frames, or offloading",
            evidence: [
                FindingEvidence(
                    text: isJoined
                        ? "each packet was counted for itself, at its frame's time"
                        : "the longest has \(offload.longestBytes ?? 0) bytes; each was counted as one packet",
                    frames: [offload.firstFrame, offload.firstLargeFrame].compactMap(\.self).sorted(),
                    filter: "frame.len > 1518")
            ],
            place: .capture,
            action: "Counts hold; jitter of the joined packets does not. Turn GSO and GRO off on the capturing "
                + "interface (ethtool -K), or capture on another host.")
    }
}
