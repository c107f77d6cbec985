import ICE
import Report
import Wire

/// Round-trip times: each part of the path by each source, and the path's own by the best source that has both halves.
struct RTTJudgement {
    private let measurements: [RTTMeasurement]
    private let path: PathRTT?
    private let samples: [PathRTT.Sample]
    private let statistics: RTTStatistics?
    /// Why `path(at:)` is nil throughout; nil if it is not.
    private(set) var missing: String?

    /// Sources that measure both halves, the best first.
    private static var pathSources: [ReportedRTTSource] { [.stun, .rtcp] }

    init(_ call: CallJudgement) {
        var measurements = call.checkMeasurements
        measurements += RTTMeasurement.control(call)
        measurements += RTTMeasurement.relays(call)
        measurements += RTTMeasurement.handshake(call)
        self.measurements = measurements.filter { !$0.series.isEmpty }

        func half(_ span: ReportedRTTSpan, _ source: ReportedRTTSource) -> SampleSeries {
            var series = SampleSeries()
            for one in measurements where one.span == span && one.source == source && !one.isBound {
                series.append(one.series)
            }
            return series
        }
        let paths = Self.pathSources.map { source in
            PathRTT(near: half(.clientToTap, source), far: half(.tapToFarEnd, source), source: source, call)
        }
        path = paths.first { $0.missing == nil }
        samples = path?.samples ?? []
        statistics = path?.statistics
        guard path == nil else { return }
        if !call.hasICE {
            missing = "no connectivity checks in this capture"
        } else if call.client.selected == nil {
            missing = "no pair was selected"
        } else {
            missing = paths.first?.missing
        }
    }

    /// In ms: the sum of each half's last sample at or before `time`.
    func path(at time: Timestamp) -> Double? { path?.sample(at: time)?.milliseconds }

    var median: Double? { statistics?.medianMilliseconds }

    /// What measured the path, as a sentence names it.
    var sourceName: String {
        path?.source == .rtcp ? "round trips that RTCP shows" : "connectivity checks' round trips"
    }

    var report: RTTReport {
        var report = RTTReport(path: statistics)
        for one in measurements {
            guard let statistics = RTTStatistics(one.series) else { continue }
            report.halves.append(
                RTTHalf(
                    between: one.span, source: one.source, isBound: one.isBound, statistics: statistics,
                    samples: RTTSamples(
                        times: one.series.buckets.map { UnixTime($0.lastTime) }, milliseconds: one.series.milliseconds,
                        source: one.source)))
        }
        if let path, !samples.isEmpty {
            report.samples = RTTSamples(
                times: samples.map { UnixTime($0.time) }, milliseconds: samples.map(\.milliseconds),
                source: path.source, ages: samples.map(\.ageMilliseconds))
        }
        return report
    }
}

extension SampleSeries {
    /// One value for each sample, or for each bucket of a long series, in ms.
    fileprivate var milliseconds: [Double] {
        buckets.map { $0.milliseconds }
    }
}
