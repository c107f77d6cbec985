import ClientReports
import Report

// Round trips: the client's last check against the tap's two halves of the same check.
extension SampleContext {
    func roundTripVerdicts() -> [FieldComparison] {
        var results: [FieldComparison] = []
        if let said = sample.connection?.roundTripMilliseconds {
            results.append(
                roundTrip(
                    said.value,
                    "connection." + (said.statistic == .mean ? "roundTripTimeAvg" : "currentRoundTripTime"),
                    relation: "the path's last check: both halves at the tap added"))
        }
        if let said = sample.remoteInbound?.roundTripMilliseconds {
            results.append(
                roundTrip(
                    said, "remoteRtcp.inbound.roundTripTime",
                    relation: "the path's round trip: by RTCP it is of the media's way and of another moment",
                    isOfAnotherMoment: true))
        }
        return results
    }

    private func roundTrip(
        _ client: Double, _ field: String, relation: String, isOfAnotherMoment: Bool = false
    ) -> FieldComparison {
        var result = FieldComparison(
            field, unit: "ms", client: .number(client), network: nil, relation: relation, verdict: .agree,
            tolerance: tolerances.roundTripMilliseconds)
        let near = samplesNear()
        guard !near.isEmpty else {
            result.verdict = .notComparable
            result.cause = missingReason
            return result
        }
        var candidates = near
        if isOfAnotherMoment, let path = network.rtt?.path {
            // Any of the call's round trips may have been that moment's.
            candidates += [min(max(client, path.minimumMilliseconds), path.maximumMilliseconds)]
        }
        let nearest = candidates.min { abs(client - $0) < abs(client - $1) } ?? client
        result.network = .number(nearest)
        result.difference = client - nearest
        let tolerance = tolerances.roundTripMilliseconds + tolerances.roundTripShare * nearest
        result.tolerance = tolerance
        let ratio = nearest > 0 ? client / nearest : 1
        if client > 0, let factor = UnitFactor(ratio) {
            result.verdict = .disagree
            result.cause = "\(factor.rawValue) the network's: it is in the wrong unit"
            result.place = .client
        } else if abs(client - nearest) > tolerance {
            if isOfAnotherMoment || network.perspective.tap != .client {
                result.verdict = .explained
                result.cause =
                    client > nearest
                    ? "the client waited for the answer behind its own queue, or the path was slower at that moment"
                    : "measured at another moment"
                result.place = .client
            } else {
                result.verdict = client > nearest ? .explained : .disagree
                result.cause =
                    client > nearest
                    ? "\(DecimalNumber.text(client - nearest, decimals: 0)) ms between the answer's packet at the tap and the client's clock: its own thread"
                    : "no check was answered so fast"
                result.place = .client
            }
        }
        return result
    }

    /// The path's samples that may have been the client's last at this time: the two before it, and any in the window.
    private func samplesNear() -> [Double] {
        guard let samples = network.rtt?.samples else { return [] }
        let window = clock.window(at: time, direction: .received)
        let begin = sample.start.map { clock.window(at: $0.nanoseconds, direction: .received).begin } ?? window.begin
        let upTo = samples.times.lastIndex { $0.nanoseconds <= window.end }
        guard let upTo else { return [] }
        let first = samples.times.firstIndex { $0.nanoseconds >= begin } ?? upTo
        let from = max(0, min(first - 1, upTo - 1))
        guard samples.times[upTo].nanoseconds >= window.begin &- Self.carried else { return [] }
        return Array(samples.milliseconds[from...upTo])
    }

    /// How long a sample stands for the path, in ns.
    private static let carried: Int64 = 30_000_000_000

    private var missingReason: String {
        network.notObservable.first { $0.field.contains("rtt") }?.reason
            ?? "no check on the selected pair passed the tap both ways by then"
    }
}
