import Report

/// What the samples said of the fields of a call, one after the other: enough to say it of the whole.
struct FieldHistories {
    private var order: [String] = []
    private var histories: [String: FieldHistory] = [:]

    mutating func add(_ fields: [FieldComparison], at time: UnixTime) {
        for field in fields {
            if histories[field.field] == nil { order.append(field.field) }
            histories[field.field, default: FieldHistory(last: field)].add(field, at: time)
        }
    }

    /// In order of first appearance.
    var together: [FieldComparison] { order.compactMap { histories[$0]?.together } }
}

/// One field, sample by sample.
private struct FieldHistory {
    private struct Shown {
        var count = 0
        var first: UnixTime
        /// With the greatest difference.
        var worst: FieldComparison
    }

    private var last: FieldComparison
    private var count = 0
    private var shown: [FieldVerdict: Shown] = [:]

    init(last: FieldComparison) { self.last = last }

    mutating func add(_ field: FieldComparison, at time: UnixTime) {
        last = field
        count += 1
        var entry = shown[field.verdict] ?? Shown(first: time, worst: field)
        entry.count += 1
        if abs(field.difference ?? 0) > abs(entry.worst.difference ?? 0) { entry.worst = field }
        shown[field.verdict] = entry
    }

    /// Samples of a hundred that may be odd before a field is: one poll may fall on a bad moment.
    private static let oddShare = 0.05
    /// Fewer samples are each as good as another.
    private static let fewest = 3

    private func samples(_ verdict: FieldVerdict) -> Int { shown[verdict]?.count ?? 0 }

    private var verdict: FieldVerdict {
        if last.field.contains("audioLevel") {
            // A level comes and goes with every word: what most samples say counts.
            let most = FieldVerdict.allCases.max { samples($0) < samples($1) } ?? .notComparable
            return most == .notComparable && samples(.agree) > 0 ? .agree : most
        }
        let odd = count < Self.fewest ? 0 : max(1, Int(Double(count) * Self.oddShare))
        if samples(.disagree) > odd || last.verdict == .disagree { return .disagree }
        if samples(.explained) + samples(.disagree) > 0 { return .explained }
        return samples(.agree) > 0 ? .agree : .notComparable
    }

    /// What grows is told by its last value, what comes and goes by its worst.
    var together: FieldComparison {
        let verdict = verdict
        var result = last.verdict == verdict ? last : shown[verdict]?.worst ?? last
        result.verdict = verdict
        if verdict == .explained || verdict == .disagree, let entry = shown[verdict], let cause = result.cause {
            let times = entry.count == 1 ? "" : ", \(entry.count) of \(count) samples"
            result.cause = "\(cause) (from \(UTCText.clock(entry.first))\(times))"
        }
        return result
    }
}
