import ICE
import Report
import Wire

/// The path's round-trip time: the halves from the tap to either end, from STUN transactions on the selected pair.
struct RTTJudgement {
    /// From the tap to the client and back, and to the far end and back; in ns.
    private var clientHalf = SampleSeries()
    private var farEndHalf = SampleSeries()
    /// Why `path(at:)` is nil throughout; nil if it is not.
    private(set) var missing: String?

    /// A sample is carried for so long.
    private static let carriedNanoseconds: Int64 = 30_000_000_000

    init(_ judgement: CallJudgement) {
        guard judgement.hasICE else {
            missing = "no connectivity checks in this capture"
            return
        }
        // All pairs the client ever sent media on: the series belongs to whichever was in use.
        let taken = judgement.client.pathsTaken.map(\.pair) + [judgement.client.selected?.pair].compactMap(\.self)
        for index in Set(taken).sorted() {
            let pair = judgement.session.pairs[index]
            let mine = pair.side(of: judgement.perspective.client)
            farEndHalf.append(pair.checks[mine].roundTrips)
            clientHalf.append(pair.checks[mine.other].roundTrips)
        }
        if taken.isEmpty {
            missing = "no pair was selected"
        } else if clientHalf.isEmpty {
            missing =
                judgement.farEnd.isLite == true
                ? "client half not observable: ICE lite"
                : "client half not observable: the far end's checks were not seen"
        } else if farEndHalf.isEmpty {
            missing =
                judgement.client.isLite == true
                ? "far end's half not observable: ICE lite"
                : "far end's half not observable: no check of the client was answered"
        }
    }

    /// In ms: the sum of each half's last sample at or before `time`, both no older than 30 s.
    func path(at time: Timestamp) -> Double? {
        guard missing == nil, let near = clientHalf.last(at: time, age: Self.carriedNanoseconds),
            let far = farEndHalf.last(at: time, age: Self.carriedNanoseconds)
        else { return nil }
        return DocumentedUnits.milliseconds(nanoseconds: near.nanoseconds + far.nanoseconds)
    }

    /// One sum for each sample of the half that has fewer.
    private var pathSamples: [(time: Timestamp, milliseconds: Double)] {
        guard missing == nil else { return [] }
        let sparse = clientHalf.count <= farEndHalf.count ? clientHalf : farEndHalf
        return sparse.buckets.compactMap { bucket in path(at: bucket.lastTime).map { (bucket.lastTime, $0) } }
    }

    var median: Double? { RTTStatistics(pathSamples.map(\.milliseconds))?.medianMilliseconds }

    var report: RTTReport {
        let samples = pathSamples
        var report = RTTReport(path: RTTStatistics(samples.map(\.milliseconds)))
        for (half, span) in [(clientHalf, ReportedRTTSpan.clientToTap), (farEndHalf, .tapToFarEnd)] {
            guard let statistics = RTTStatistics(half.milliseconds) else { continue }
            report.halves.append(RTTHalf(between: span, source: .stun, statistics: statistics))
        }
        if !samples.isEmpty {
            report.samples = RTTSamples(
                times: samples.map { UnixTime($0.time) }, milliseconds: samples.map(\.milliseconds), source: .stun)
        }
        return report
    }
}

extension SampleSeries {
    /// One value for each sample, or for each bucket of a long series, in ms.
    fileprivate var milliseconds: [Double] {
        buckets.map { DocumentedUnits.milliseconds(nanoseconds: $0.count == 1 ? $0.last : Int64($0.mean)) }
    }
}

extension RTTStatistics {
    /// Nil without samples.
    fileprivate init?(_ samples: [Double]) {
        guard !samples.isEmpty else { return nil }
        let sorted = samples.sorted()
        func percentile(_ share: Double) -> Double {
            sorted[min(sorted.count - 1, Int((Double(sorted.count - 1) * share).rounded()))]
        }
        let middle = sorted.count / 2
        self.init(
            minimumMilliseconds: sorted[0],
            medianMilliseconds: sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
            meanMilliseconds: samples.reduce(0, +) / Double(samples.count),
            percentile95Milliseconds: percentile(0.95), maximumMilliseconds: sorted[sorted.count - 1],
            samples: samples.count)
    }
}
