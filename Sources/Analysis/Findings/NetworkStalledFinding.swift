import Media
import Report

extension FindingsJudgement {
    /// What a jitter buffer does not bridge, in ns.
    private static var minimumHeldBack: Int64 { 500_000_000 }

    /// Nothing came, and then what had been sent meanwhile came at once.
    var networkStalls: [Finding] {
        let streams = mainStreams
        return streams.compactMap { stream in
            let stalls = gaps(of: stream, .networkHeld, from: Self.minimumHeldBack).map(\.gap)
            guard let longest = stalls.first else { return nil }
            let isBothWays = streams.contains { other in
                other.sender != stream.sender
                    && gaps(of: other, .networkHeld, from: Self.minimumHeldBack).contains {
                        Self.overlap($0.gap, longest) >= longest.nanoseconds / 2
                    }
            }
            return Finding(
                code: .networkStalled, severity: .warning,
                title: "The network held back what the \(name(of: stream)) sent for "
                    + "\(Self.seconds(longest.nanoseconds)), and delivered it in a burst",
                evidence: stalls.prefix(8).map { gap in
                    FindingEvidence(
                        text: "nothing of \(stream.ssrc) for \(Self.seconds(gap.nanoseconds)), then packets faster "
                            + "than they were made",
                        frames: Self.frames(of: gap), filter: filter(stream))
                }
                    + (isBothWays
                        ? [FindingEvidence(text: "both directions stood still at once: it may be the tap's own link")]
                        : []),
                place: isBothWays ? nil : .upstream,
                action: "Look upstream of this tap for a queue that stands still: Wi-Fi scans and roaming, a mobile "
                    + "link, a shaper, a busy host.")
        }
    }
}
