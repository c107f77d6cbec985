import Media
import Report
import Wire

extension CallStream {
    /// The worst remarkable gaps, in order of time.
    var gaps: [GapJudgement] { figures.gaps.map { judge($0) } }
    var longestGap: GapJudgement? { figures.longestGap.map { judge($0) } }

    private func judge(_ gap: ArrivalGap) -> GapJudgement {
        GapJudgement(gap, clockRate: figures.clock?.rate, threshold: clientThreshold)
    }

    var burstReport: BurstReport? {
        guard figures.expected > 0 else { return nil }
        let bursts = figures.bursts
        let outside = figures.expected - bursts.packets
        var report = BurstReport(minimumGap: Int(LossBursts.minimumGap), bursts: Int(bursts.bursts))
        report.burstDensityPercent = DocumentedUnits.percent(Int(bursts.lost), of: Int(bursts.packets))
        report.gapDensityPercent = DocumentedUnits.percent(Int(bursts.isolated), of: Int(outside))
        // A number stands for the mean time between numbers, as those lost have no time of their own.
        let pauses = gaps.reduce(0) { $0 + ($1.cause == .senderPaused ? $1.gap.nanoseconds : 0) }
        if let spacing = figures.packetSpacing(without: pauses) {
            if bursts.bursts > 0 {
                report.burstMilliseconds = Double(bursts.packets) / Double(bursts.bursts) * spacing / 1e6
            }
            report.gapMilliseconds = Double(outside) / Double(bursts.bursts + 1) * spacing / 1e6
        }
        return report
    }

    var lateLossReports: [LateLossReport] {
        guard let late = figures.latePackets, late.judged > 0 else { return [] }
        return [(60, late.beyond60), (120, late.beyond120), (200, late.beyond200)].map { buffer, count in
            LateLossReport(
                bufferMilliseconds: buffer, percent: DocumentedUnits.percent(Int(count), of: Int(late.judged)))
        }
    }
}

extension CallStream.Leg {
    /// What marks the stream's packets had.
    var marks: [NetworkMarkCounts.Count] { tracker.marks.counts(unique: tracker.sequence.unique) }

    var ipHeaders: [IPHeaderReport] {
        marks.map {
            IPHeaderReport(
                hopLimit: Int($0.marks.timeToLive), dscp: Int($0.marks.differentiatedServices),
                ecn: Int($0.marks.congestionNotification), packets: Int($0.packets), firstFrame: $0.firstFrame)
        }
    }
}

extension StreamReport {
    /// Fills in loss over time, gaps, lateness and drift.
    mutating func addTiming(of stream: CallStream) {
        let threshold = stream.clientThreshold
        lostAsClientCounts = Int(stream.figures.clientLost[threshold])
        clientJumpThreshold = Int(threshold.packets)
        clientJumpThresholdSource = stream.signalled?.hasNACK == nil ? .assumed : .sessionDescription
        lateLoss = stream.lateLossReports
        bursts = stream.burstReport
        longestGap = stream.longestGap?.report
        gaps = stream.gaps.map(\.report)
        gapCount = Int(stream.figures.gapCount)
        driftPartsPerMillion = stream.drift?.partsPerMillion
        driftUncertaintyPartsPerMillion = stream.drift?.uncertainty
    }
}

extension Collection where Element: Hashable {
    /// Each element once, in order of first appearance.
    func distinct() -> [Element] {
        if count == 1 { return Array(self) }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
