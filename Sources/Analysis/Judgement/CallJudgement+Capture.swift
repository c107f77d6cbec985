import ICE
import Media
import Report

extension CallJudgement {
    /// The capture's health as far as it was read, with what is known of this call alone.
    var captureReport: CaptureReport {
        var report = health.report
        let allDoubles = streams.flatMap(\.legs).reduce(0) { $0 + $1.tracker.captureDoubles }
        report.doubled += Int(allDoubles)
        report.clockSteps = clock.steps.map {
            ClockStepReport(
                time: UnixTime($0.time), frame: $0.frame,
                milliseconds: DocumentedUnits.milliseconds(nanoseconds: $0.nanoseconds))
        }
        // A call whose first packet is media or consent had begun before the capture did.
        if !streams.isEmpty {
            let firstMedia = streams.map(\.figures.firstTime).min()
            let firstCheck = session.pairs.compactMap {
                Moment.earliest($0.checks.lower.requests.first, $0.checks.upper.requests.first)
            }.min()
            report.beginsMidCall =
                hasICE ? firstCheck.map { check in firstMedia.map { $0 < check.time } ?? false } : nil
        }
        return report
    }
}
