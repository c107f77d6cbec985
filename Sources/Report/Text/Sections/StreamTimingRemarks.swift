extension StreamReport {
    /// What is odd about loss, lateness and clock over time, in a few words each.
    var timingRemarks: [String] {
        var remarks: [String] = []
        if let gaps = gapRemark { remarks.append(gaps) }
        if let bursts, bursts.bursts > 0, let length = bursts.burstMilliseconds {
            let density = bursts.burstDensityPercent ?? 100
            remarks.append(
                "\(bursts.bursts) loss \(bursts.bursts == 1 ? "burst" : "bursts") of "
                    + "\(FigureText.milliseconds(length))\(FigureText.glue)ms"
                    + (density < 100 ? " with \(FigureText.percent(density))\(FigureText.glue)% lost" : ""))
        }
        let late = lateLoss.filter { ($0.percent ?? 0) >= 0.1 }
        if !late.isEmpty {
            let shares = late.map {
                "\(FigureText.percent($0.percent))\(FigureText.glue)% by \($0.bufferMilliseconds)\(FigureText.glue)ms"
            }
            remarks.append("late for playout: " + shares.joined(separator: ", "))
        }
        if let drift = driftPartsPerMillion, let uncertainty = driftUncertaintyPartsPerMillion,
            drift.magnitude >= 50, drift.magnitude > 2 * uncertainty
        {
            remarks.append("sender's clock off by \(DecimalNumber.text(drift, decimals: 0)) ppm")
        }
        for path in paths where path.hopLimits.count > 1 {
            remarks.append("hop limits " + path.hopLimits.prefix(4).map { String($0) }.joined(separator: ", "))
        }
        return remarks
    }

    private var gapRemark: String? {
        guard let count = gapCount, count > 0, let worst = gaps.max(by: { $0.milliseconds < $1.milliseconds }) else {
            return nil
        }
        let missing = gaps.reduce(0) { $0 + ($1.packetsMissing ?? 0) }
        var remark = "\(count) \(count == 1 ? "gap" : "gaps")"
        if count > 1 { remark += ", the longest" }
        remark += " of \(FigureText.duration(seconds: worst.milliseconds / 1000))"
        if let cause = worst.cause { remark += " (\(cause.rawValue))" }
        if missing > 0 { remark += ", \(missing) packets missing" }
        return remark
    }
}
