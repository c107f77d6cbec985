import Analysis
import ClientReports
import Media
import Report

/// What becomes of every packet that was sent to the client, sample by sample: received, lost by its count, or hidden by it.
///
/// received + lost + hidden = span (docs/comparing.md). A client hides a jump longer than its threshold, whole; so what is
/// hidden grows by at least as much at once, and anything smaller that is missing in the account is nobody's.
struct LossAccount {
    struct Entry {
        var sample: Int
        /// Packets of the span that the client accounts for neither as received nor as lost.
        var missing: Int
        /// Of them, what its rule hides.
        var hidden: Int
        /// Of them, what no rule hides.
        var unaccounted: Int
        /// How far off these may be, for what was in flight.
        var slack: Int
    }

    let entries: [Entry]
    /// Each moment at which the client began to hide so many.
    let outages: [(sample: Int, packets: Int, frame: UInt64)]
    let threshold: Int

    init(_ fit: TrackFit, number: Int, clock: ComparisonClock, tolerances: ComparisonTolerances) {
        threshold = Int(fit.replay.arrivals.threshold.packets)
        let measured = fit.track.points.compactMap { point in
            point.lost.map { Self.measure(point, lost: $0, fit, number: number, clock, tolerances) }
        }
        // Retransmissions that were lost again are lost to no counter.
        let hasRepairs = fit.track.kind == .video
        var entries: [Entry] = []
        var outages: [(sample: Int, packets: Int, frame: UInt64)] = []
        var hidden = 0
        // What was in flight when the last outage was measured.
        var outageSlack = 0
        for (index, now) in measured.enumerated() {
            let slack = now.slack + outageSlack
            // An outage may begin in one interval and end in the next.
            let recent = now.missing - (index >= 2 ? measured[index - 2].missing : 0)
            let isOutage =
                now.missing - hidden > slack
                && (recent + now.slack >= threshold || abs(now.missing - now.hiddenAtTap) <= now.slack)
            if isOutage {
                outages.append((now.sample, now.missing - hidden, now.frame))
                (hidden, outageSlack) = (now.missing, now.slack)
            } else if now.missing < hidden - slack {
                hidden = max(0, now.missing)
            }
            let rest = now.missing - hidden
            let isWithin = abs(rest) <= now.slack + outageSlack || (hasRepairs && rest > 0)
            // The outage before this sample, which it was in the middle of, is counted or hidden by now.
            if !entries.isEmpty, isOutage || isWithin, entries[entries.count - 1].unaccounted > 0 {
                entries[entries.count - 1].unaccounted = 0
            }
            entries.append(
                Entry(
                    sample: now.sample, missing: now.missing, hidden: hidden, unaccounted: isWithin ? 0 : rest,
                    slack: now.slack))
        }
        // What the last sample is in the middle of, nobody knows.
        if entries.count > 1, entries[entries.count - 1].unaccounted > 0, entries[entries.count - 2].unaccounted == 0 {
            entries[entries.count - 1].unaccounted = 0
        }
        self.entries = entries
        self.outages = outages
    }

    private struct Measurement {
        var sample: Int
        var missing: Int
        /// What the client's rule hides of the gaps at the tap.
        var hiddenAtTap: Int
        var slack: Int
        var frame: UInt64
    }

    private static func measure(
        _ point: ClientTrack.Point, lost: Int, _ fit: TrackFit, number: Int, _ clock: ComparisonClock,
        _ tolerances: ComparisonTolerances
    ) -> Measurement {
        let window = clock.window(at: point.time, direction: .received, track: number)
        let spans = fit.replay.states(from: window.begin, through: window.end).map(\.span)
        let middle = fit.replay.state(at: window.middle)
        let around = max((spans.max() ?? 0) - middle.span, middle.span - (spans.min() ?? 0))
        return Measurement(
            sample: point.sample, missing: middle.span - point.packets - lost,
            hiddenAtTap: middle.span - middle.clientSpan, slack: around + tolerances.packets, frame: middle.frame)
    }

    subscript(sample: Int) -> Entry? {
        let index = entries.partitioningIndex { $0.sample >= sample }
        return index < entries.count && entries[index].sample == sample ? entries[index] : nil
    }
}
