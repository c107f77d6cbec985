import Analysis
import ClientReports
import Media
import Report
import Wire

// Jitter: the tap's is what the path before it added.
extension SampleContext {
    func jitterVerdicts() -> [FieldComparison] {
        points().compactMap { point in
            let track = point.fit.track
            guard track.direction == .received, let said = sample.inbound(track)?.jitterMilliseconds else { return nil }
            let field = name(track, said.statistic == .mean ? "jitterAvg" : "jitter")
            // An average is of what was polled within its interval.
            var states = point.states
            if said.statistic == .mean, let start = sample.start {
                let begin = clock.window(at: start.nanoseconds, direction: .received, track: point.number).begin
                states = point.fit.replay.states(from: begin, through: point.window.end)
            }
            let known = states.compactMap(\.jitterMilliseconds)
            var result = FieldComparison(
                field, unit: "ms", client: .number(said.value), network: nil,
                relation: "RFC 3550 jitter at the tap, and what the path behind it adds", verdict: .agree,
                tolerance: tolerances.jitterMilliseconds, frame: point.middle.frame)
            guard let least = known.min(), let most = known.max() else {
                result.verdict = .notComparable
                result.cause = "the stream's clock rate is not known, so no jitter can be computed"
                return result
            }
            let network = min(max(said.value, least), most)
            result.network = .number(network)
            result.difference = said.value - network
            guard abs(said.value - network) > tolerances.jitterMilliseconds else { return result }
            if let rate = point.fit.replay.arrivals.clock?.rate.rawValue, said.value > 1000,
                abs(said.value / Double(rate) - most) <= tolerances.jitterMilliseconds
            {
                result.verdict = .explained
                result.cause = "it is in units of the RTP clock of \(rate) Hz, where seconds are meant"
                result.place = .client
                return result
            }
            if network > 0, said.value > 0, let factor = UnitFactor(said.value / network),
                factor == .thousandth || said.value >= Self.impossibleJitter
            {
                result.verdict = .disagree
                result.cause = "\(factor.rawValue) the network's: it is in the wrong unit"
                result.place = .client
                return result
            }
            if said.value > network {
                result.verdict = .explained
                result.cause =
                    isBesideClient
                    ? "the tap stands beside the client: its own arrival clock or its network driver adds it"
                    : "added between the tap and the client"
                result.place = isBesideClient ? .client : .betweenTapAndClient
            } else {
                // Behind the tap something may smooth it: a relay over TCP, a server that paces.
                result.verdict = isBesideClient ? .disagree : .explained
                result.cause =
                    isBesideClient ? "what came to the client was less even than it says" : "evened out behind the tap"
                result.place = isBesideClient ? .client : .betweenTapAndClient
            }
            return result
        }
    }

    /// ms that no path makes of packets that come at all.
    private static let impossibleJitter = 500.0
}

/// A thousand, one way or the other: seconds where milliseconds are meant, or the reverse.
enum UnitFactor: String {
    case thousandfold = "a thousand times"
    case thousandth = "a thousandth of"

    init?(_ ratio: Double) {
        switch ratio {
        case 400...2500: self = .thousandfold
        case 0.0004...0.0025: self = .thousandth
        default: return nil
        }
    }
}
