import ClientReports
import Report

// Everything between the client and the far end but STUN, as `transport` and `candidate-pair` of getStats count it.
extension SampleContext {
    func transportVerdicts() -> [FieldComparison] {
        guard let said = sample.connection else { return [] }
        return [
            counter(said.packetsSent, "packetsSent", "packets", isSent: true, \.packets),
            counter(said.bytesSent, "bytesSent", "bytes", isSent: true, \.bytes),
            counter(said.packetsReceived, "packetsReceived", "packets", isSent: false, \.packets),
            counter(said.bytesReceived, "bytesReceived", "bytes", isSent: false, \.bytes),
        ].compactMap(\.self)
    }

    private func counter(
        _ client: Int?, _ field: String, _ unit: String, isSent: Bool, _ value: KeyPath<TransportReplay.State, Int>
    ) -> FieldComparison? {
        guard let client else { return nil }
        let replay = side.transport(isSent: isSent, on: sample.pair)
        let window = clock.window(at: time, direction: isSent ? .sent : .received)
        let states = replay.states(from: window.begin, through: window.end)
        let values = states.map { $0[keyPath: value] }
        let range = (values.min() ?? 0)...(values.max() ?? 0)
        let middle = replay.states(from: window.begin, through: window.middle).last?[keyPath: value] ?? 0
        let nearest = min(max(client, range.lowerBound), range.upperBound)
        let direction = isSent ? "sent" : "received"
        var result = FieldComparison(
            "connection.\(field)", unit: unit, client: .integer(client),
            network: .integer(range.contains(client) ? nearest : middle),
            relation: "every datagram \(direction) between the two but STUN's, within what was in flight",
            verdict: .agree,
            difference: Double(client - (range.contains(client) ? nearest : middle)),
            tolerance: Double(range.upperBound - range.lowerBound))
        // A burst of probes may be in flight at once.
        let slack = unit == "packets" ? 3 * tolerances.packets : 3 * tolerances.packets * Self.largestDatagram
        guard !range.widened(by: slack).contains(client) else { return result }
        guard !network.capture.limitsReached.contains(where: { $0.limit == "packets kept for a comparison" }) else {
            result.verdict = .notComparable
            result.cause = "the capture has more packets than are kept for a comparison"
            return result
        }
        let lost = states.map(\.lost).max() ?? 0
        let excess = range.excess(of: client)
        if excess < 0 {
            result.verdict = isSent ? .disagree : .explained
            result.cause =
                isSent
                ? "the tap saw \(-excess) \(unit) more than it says"
                : "\(-excess) \(unit) passed the tap and did not reach the client, or it does not count what came before its pair"
            result.place = isSent ? .client : .betweenTapAndClient
            if isSent, network.transport == nil { result.verdict = .notComparable }
        } else if isSent {
            // What was lost before the tap left no trace but the gaps of RTP; as much of RTCP may have been lost.
            let share = Double(lost) / Double(max(1, middle))
            let control = Double(values.last ?? 0) * share
            let allowed =
                unit == "packets"
                ? Double(lost) + control + Double(slack) : (Double(lost) + control) * Double(Self.largestDatagram)
            if lost > 0 && Double(excess) <= allowed {
                result.verdict = .explained
                result.cause =
                    "\(excess) \(unit) were lost between the client and the tap, as the gaps in its streams show"
                result.place = .betweenTapAndClient
            } else if isBesideClient || network.capture.missingDirection != nil {
                result.verdict = network.capture.missingDirection != nil ? .notComparable : .disagree
                result.cause = "\(excess) \(unit) more than the tap saw"
                result.place = .client
            } else {
                result.verdict = .explained
                result.cause = "\(excess) \(unit) did not come to the tap"
                result.place = .betweenTapAndClient
            }
        } else {
            result.verdict = network.capture.missingDirection == nil ? .disagree : .notComparable
            result.cause = "\(excess) \(unit) more than passed the tap"
            result.place = .client
        }
        return result
    }

    /// A datagram that no path fragments.
    private static let largestDatagram = 1500
}
