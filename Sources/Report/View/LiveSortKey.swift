/// What a table of calls is sorted by; what comes first is what one looks for.
public enum LiveSortKey: String, CaseIterable, Hashable, Sendable {
    case worst, rtt, jitter, loss, mos, age, client

    func precedes(_ left: LiveCallRow, _ right: LiveCallRow, _ thresholds: QualityThresholds) -> Bool {
        func highest(_ values: (LiveCallRow) -> [Double?]) -> Bool? {
            let (one, other) = (
                values(left).compactMap(\.self).max() ?? -1, values(right).compactMap(\.self).max() ?? -1
            )
            return one == other ? nil : one > other
        }
        let decided: Bool? =
            switch self {
            case .worst: highest { [$0.badness(thresholds)] }
            case .rtt: highest { [$0.rttMilliseconds] }
            case .jitter: highest { [$0.sent?.jitterMilliseconds, $0.received?.jitterMilliseconds] }
            case .loss: highest { [$0.sent?.packetLossPercent, $0.received?.packetLossPercent] }
            case .mos: highest { [$0.score.map { 5 - $0 }] }
            case .age: highest { [$0.seconds] }
            case .client: nil
            }
        if let decided { return decided }
        let (one, other) = (left.client?.description ?? "~", right.client?.description ?? "~")
        return one == other ? left.callID < right.callID : one < other
    }
}
