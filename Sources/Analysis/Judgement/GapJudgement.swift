import Media
import Report
import Wire

/// A gap of a stream with what is made of it.
struct GapJudgement {
    let gap: ArrivalGap
    /// nil if undecided, or no more than what is usual in the stream.
    let cause: ReportedGapCause?
    /// Of the packets missing, those that a client counts as lost.
    let countedByClient: Int64

    /// What a silence must exceed before it asks for a cause, in ns.
    private static let minimumSilence = 100_000_000.0
    /// How much of a held silence the packets behind it make up for, in ns; and how long that is waited for.
    private static let maximumNeeded = 250_000_000.0
    private static let minimumAfter: Int64 = 200_000_000

    init(_ gap: ArrivalGap, clockRate: ClockRate?, threshold: ClientLossCounter.Threshold) {
        self.gap = gap
        cause = Self.cause(of: gap, ticksPerNanosecond: clockRate.map { Double($0.rawValue) / 1e9 })
        countedByClient = threshold.countsMissing(gap.missing) ? gap.missing : 0
    }

    private static func cause(of gap: ArrivalGap, ticksPerNanosecond: Double?) -> ReportedGapCause? {
        let silence = Double(gap.nanoseconds)
        let isSilence = silence >= max(minimumSilence, ArrivalGapTracker.usualFactor * gap.usualNanoseconds)
        guard isSilence || gap.missing >= ArrivalGapTracker.remarkableMissing else { return nil }
        if gap.missing > 0, missingTakeUp(silence, gap) { return .lost }
        if let ticksPerNanosecond, isPause(Double(gap.ticks) / ticksPerNanosecond, silence) { return .senderPaused }
        // The timestamp stands still where a network held packets, but also before a sender that resumes with a packet of
        // the old timestamp (padding). Held packets make up for the time, in numbers and in timestamps.
        guard let after = gap.after, gap.usualNanoseconds > 0 else { return nil }
        var madeUp = Double(after.numbers) * gap.usualNanoseconds
        if let ticksPerNanosecond { madeUp = min(madeUp, Double(after.ticks) / ticksPerNanosecond) }
        madeUp -= Double(after.nanoseconds)
        let needed = min(maximumNeeded, silence / 4)
        if madeUp >= needed { return .networkHeld }
        return madeUp < needed / 2 && after.nanoseconds >= minimumAfter ? .senderPaused : nil
    }

    /// Whether the numbers left out take up the time, or what the timestamps went on by: then the sender did not pause.
    private static func missingTakeUp(_ silence: Double, _ gap: ArrivalGap) -> Bool {
        let numbers = Double(gap.missing + 1)
        return gap.usualNanoseconds == 0 || gap.usualNanoseconds * numbers >= silence / 2
            || gap.usualTicks > 0 && gap.usualTicks * numbers >= Double(gap.ticks) / 2
    }

    /// Whether the timestamps went on by what the silence took.
    private static func isPause(_ mediaTime: Double, _ silence: Double) -> Bool {
        mediaTime >= silence * 0.75 && mediaTime <= silence * 1.5
    }

    var report: ArrivalGapReport {
        ArrivalGapReport(
            milliseconds: Double(gap.nanoseconds) / 1e6, start: UnixTime(gap.begin), frameBefore: gap.frameBefore,
            frame: gap.frameAfter, packetsMissing: Int(gap.missing), countedByClient: Int(countedByClient),
            cause: cause)
    }
}
