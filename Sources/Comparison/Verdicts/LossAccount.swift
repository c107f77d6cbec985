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
        var entries: [Entry] = []
        var outages: [(sample: Int, packets: Int, frame: UInt64)] = []
        var hidden = 0
        // Retransmissions that were lost again are lost to no counter.
        let hasRepairs = fit.track.kind == .video
        for point in fit.track.points {
            guard let lost = point.lost else { continue }
            let window = clock.window(at: point.time, direction: .received, track: number)
            let states = fit.replay.states(from: window.begin, through: window.end)
            let spans = states.map(\.span)
            let middle = fit.replay.state(at: window.middle)
            let slack = max((spans.max() ?? 0) - middle.span, middle.span - (spans.min() ?? 0)) + tolerances.packets
            let missing = middle.span - point.packets - lost
            // What the tap itself saw go in long jumps is hidden for certain.
            let seenHidden = middle.span - middle.clientSpan
            let growth = missing - hidden
            if growth > slack {
                let isJump = growth + slack >= threshold || abs(missing - seenHidden) <= slack
                if isJump {
                    outages.append((point.sample, growth, middle.frame))
                    hidden = missing
                }
            } else if missing < hidden - slack {
                hidden = max(0, missing)
            }
            let unaccounted = missing - hidden
            entries.append(
                Entry(
                    sample: point.sample, missing: missing, hidden: hidden,
                    unaccounted: abs(unaccounted) <= slack || (hasRepairs && unaccounted > 0) ? 0 : unaccounted,
                    slack: slack))
        }
        self.entries = entries
        self.outages = outages
    }

    subscript(sample: Int) -> Entry? { entries.first { $0.sample == sample } }
}
