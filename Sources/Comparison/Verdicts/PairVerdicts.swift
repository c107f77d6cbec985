import ClientReports
import Report

// The selected pair: addresses as each side sees them.
extension SampleContext {
    func pairVerdicts() -> [FieldComparison] {
        guard let pair = sample.pair else { return [] }
        let known = networkPairs()
        var results: [FieldComparison] = []
        for (end, said) in [("local", pair.local), ("remote", pair.remote)] {
            guard let said else { continue }
            let near = known.map { end == "local" ? $0.local : $0.remote }
            if let address = said.address {
                results.append(self.address(said, address, near, "ice.\(end).address", end))
            }
            if let port = said.port { results.append(self.port(said, port, near, "ice.\(end).port", end)) }
            if let type = said.type { results.append(self.type(said, type, near, "ice.\(end).candidateType", end)) }
        }
        if let nominated = pair.nominated { results.append(self.nominated(nominated)) }
        return results
    }

    struct End: Hashable {
        var ip: String
        var port: Int
        var type: String?
        var decided: Bool
    }

    /// Pairs that the client sent on about the sample's time, the last first; the final one among them.
    private func networkPairs() -> [(local: End, remote: End)] {
        let window = clock.window(at: time, direction: .sent)
        let slack = Int64(tolerances.stateMilliseconds * 1e6)
        let selections = network.ice?.selections.filter { $0.direction == .sent } ?? []
        let upTo = selections.filter { $0.time.nanoseconds <= window.end &+ slack }
        let recent = upTo.filter { $0.time.nanoseconds >= window.begin &- slack }
        let held = upTo.last { $0.time.nanoseconds < window.begin &- slack }
        let near = (Array(recent.reversed()) + [held].compactMap(\.self)).map {
            (end($0.local, .client), end($0.remote, .farEnd))
        }
        if !near.isEmpty { return near }
        guard let pair = report.iceData.selectedPair else { return [] }
        return [
            (
                End(
                    ip: pair.localCandidate.ip, port: pair.localCandidate.port,
                    type: pair.localCandidate.type.rawValue, decided: pair.localCandidate.type != .peerReflexive),
                End(
                    ip: pair.remoteCandidate.ip, port: pair.remoteCandidate.port,
                    type: pair.remoteCandidate.type.rawValue, decided: pair.remoteCandidate.type != .peerReflexive)
            )
        ]
    }

    private func end(_ address: TransportAddress, _ side: CallSide) -> End {
        let candidate = network.ice?.candidates.first { $0.side == side && $0.endpoint == address }
        return End(
            ip: address.ip, port: address.port, type: candidate?.type.rawValue, decided: candidate?.decided ?? false)
    }

    private var missingPair: String {
        network.notObservable.first { $0.field.contains("selected_pair") }?.reason
            ?? "the capture shows no selected pair"
    }

    // MARK: Address and port

    private func address(
        _ said: StatedCandidate, _ address: String, _ near: [End], _ field: String, _ end: String
    ) -> FieldComparison {
        var result = FieldComparison(
            field, client: .text(address), network: near.first.map { .text($0.ip) },
            relation: "the same address, as each side of a NAT or relay sees it", verdict: .agree)
        if let match = near.first(where: { $0.ip == address }) {
            result.network = .text(match.ip)
            return result
        }
        guard near.first != nil else { return notComparable(result, missingPair) }
        guard said.transportAddress != nil else {
            return notComparable(result, "the client gives a name or hides the address")
        }
        return mapped(result, said, end)
    }

    private func port(
        _ said: StatedCandidate, _ port: Int, _ near: [End], _ field: String, _ end: String
    ) -> FieldComparison {
        var result = FieldComparison(
            field, client: .integer(port), network: near.first.map { .integer($0.port) },
            relation: "the same port, as each side of a NAT or relay sees it", verdict: .agree)
        if let match = near.first(where: { $0.port == port }) {
            result.network = .integer(match.port)
            return result
        }
        guard near.first != nil else { return notComparable(result, missingPair) }
        return mapped(result, said, end)
    }

    /// Another address may be the same candidate seen from elsewhere.
    private func mapped(_ result: FieldComparison, _ said: StatedCandidate, _ end: String) -> FieldComparison {
        var result = result
        let side: CallSide = end == "local" ? .client : .farEnd
        let address = said.transportAddress
        let isKnown = network.ice?.candidates.contains {
            $0.side == side && ($0.endpoint.description == address || $0.base?.description == address)
        }
        let isMapped = network.ice?.pairs.contains { pair in
            pair.mapped.contains { $0.endpoint.description == address }
        }
        if isKnown == true || isMapped == true {
            result.verdict = .explained
            result.cause = "the same candidate on the other side of a NAT or relay"
        } else if end == "local", said.type != "relay", said.address.map(Self.isPrivate) == true, !isBesideClient {
            result.verdict = .explained
            result.cause = "an address behind a NAT, which the tap sees from outside"
            result.place = .betweenTapAndClient
        } else if network.capture.missingDirection != nil {
            return notComparable(result, "the capture lacks a direction, so not every pair can be seen")
        } else {
            result.verdict = .disagree
            result.cause = "the client sends on another pair"
            result.place = .client
        }
        return result
    }

    private static func isPrivate(_ address: String) -> Bool {
        if address.hasPrefix("10.") || address.hasPrefix("192.168.") || address.hasPrefix("fd")
            || address.hasPrefix("fc") || address.hasPrefix("fe80")
        {
            return true
        }
        let parts = address.split(separator: ".")
        guard parts.count == 4, let second = Int(parts[1]) else { return false }
        return parts[0] == "172" && (16...31).contains(second) || parts[0] == "100" && (64...127).contains(second)
    }

    private func notComparable(_ result: FieldComparison, _ cause: String) -> FieldComparison {
        var result = result
        result.verdict = .notComparable
        result.cause = cause
        return result
    }

    // MARK: Type and nomination

    private func type(
        _ said: StatedCandidate, _ type: String, _ near: [End], _ field: String, _ end: String
    ) -> FieldComparison {
        let match = near.first { $0.type == type } ?? near.first
        var result = FieldComparison(
            field, client: .text(type), network: match?.type.map { .text($0) },
            relation: "the same type; prflx is any that was learnt from a check", verdict: .agree)
        guard let match, let networkType = match.type else { return notComparable(result, missingPair) }
        guard networkType != type else { return result }
        if type == "prflx" || networkType == "prflx" || !match.decided {
            result.verdict = .explained
            result.cause =
                type == "prflx"
                ? "the client learnt the address from a check before it was signalled"
                : "the packets do not decide the type"
        } else if type == "srflx" && networkType == "host" || type == "host" && networkType == "srflx" {
            result.verdict = .explained
            result.cause = "a NAT between the client and the tap makes one of the other"
            result.place = .betweenTapAndClient
        } else if end == "local", !isBesideClient {
            result.verdict = .explained
            result.cause =
                type == "relay"
                ? "the allocation did not pass the tap: from here the relay's address looks like a host's"
                : "what the tap sees of it does not decide the type"
            result.place = .betweenTapAndClient
        } else if end == "remote", network.perspective.tap != .farEnd {
            result.verdict = .explained
            result.cause = "beyond the far end's address the packets do not show what it is"
            result.place = .farEnd
        } else {
            result.verdict = .disagree
            result.cause = "the wire shows \(networkType)"
            result.place = .client
        }
        return result
    }

    private func nominated(_ client: Bool) -> FieldComparison {
        let network = report.iceData.selectedPair?.nominated
        var result = FieldComparison(
            "ice.nominated", client: .boolean(client), network: network.map { .boolean($0) },
            relation: "a check with USE-CANDIDATE was answered", verdict: .agree)
        guard let network else { return notComparable(result, "no nominating check was captured") }
        if network != client {
            result.verdict = .explained
            result.cause =
                client ? "the nominating check did not pass the tap" : "the client had not taken the nomination yet"
        }
        return result
    }
}
