import ICE
import Report
import Wire

/// The path's round-trip time from its two halves at the tap, as one source measured them.
struct PathRTT {
    struct Sample {
        var time: Timestamp
        var milliseconds: Double
        /// How old the older of the halves was.
        var ageMilliseconds: Double
    }

    let source: ReportedRTTSource
    /// From the tap to the client and back, and to the far end and back.
    private let near: SampleSeries
    private let far: SampleSeries
    /// The end that the tap stands beside: nothing lies between them that could change, and what its half varies by is
    /// that end's own computing.
    private let beside: ReportedTapPlace?
    /// One sum for each sample: of the half that varies, or of both.
    private(set) var samples: [Sample] = []
    /// Why there is no sample; nil if there is one.
    private(set) var missing: String?

    /// A sample is carried for so long.
    private static let carriedNanoseconds: Int64 = 30_000_000_000
    /// The longest half that is nothing but that.
    private static let besideNanoseconds: Int64 = 1_000_000
    /// An ICE lite agent asks one to three times at the start, and then never again.
    private static let liteChecks = 3

    init(near: SampleSeries, far: SampleSeries, source: ReportedRTTSource, _ call: CallJudgement) {
        self.near = near
        self.far = far
        self.source = source
        let place = call.tap.place
        let nearIsOnce = call.farEnd.isLite == true && near.count <= Self.liteChecks
        let farIsOnce = call.client.isLite == true && far.count <= Self.liteChecks
        beside = Self.beside(near, far, place, nearIsOnce: nearIsOnce, farIsOnce: farIsOnce)
        if near.isEmpty, beside != .client {
            missing =
                "client half not observable: "
                + (call.farEnd.isLite == true ? "ICE lite" : "the far end's checks were not seen")
        } else if far.isEmpty, beside != .farEnd {
            missing =
                "far end's half not observable: "
                + (call.client.isLite == true ? "ICE lite" : "no check of the client was answered")
        } else if nearIsOnce, beside == .farEnd {
            missing = "client half not observable: ICE lite"
        } else if farIsOnce, beside == .client {
            missing = "far end's half not observable: ICE lite"
        } else {
            samples = sums
            if samples.isEmpty { missing = "its halves were never measured within 30 s of each other" }
        }
    }

    /// - Parameters:
    ///   - nearIsOnce: an ICE lite far end measured it with its few first checks, which say nothing of the path later on.
    private static func beside(
        _ near: SampleSeries, _ far: SampleSeries, _ place: ReportedTapPlace?, nearIsOnce: Bool, farIsOnce: Bool
    ) -> ReportedTapPlace? {
        if place == .client || place == .farEnd { return place }
        guard let near = near.minimum, let far = far.minimum, min(near, far) <= besideNanoseconds else { return nil }
        // Both may be short. What is measured all along must then carry the path, unless it is the lesser by far.
        if nearIsOnce, near <= besideNanoseconds, far > near / 4 { return .client }
        if farIsOnce, far <= besideNanoseconds, near > far / 4 { return .farEnd }
        return near <= far ? .client : .farEnd
    }

    /// The sum of both halves at `time`: of the end beside the tap its least, else the last sample, no older than 30 s.
    func sample(at time: Timestamp) -> Sample? {
        guard missing == nil, let near = value(near, .client, at: time), let far = value(far, .farEnd, at: time) else {
            return nil
        }
        return Sample(
            time: time,
            milliseconds: DocumentedUnits.milliseconds(nanoseconds: near.nanoseconds)
                + DocumentedUnits.milliseconds(nanoseconds: far.nanoseconds),
            ageMilliseconds: DocumentedUnits.milliseconds(nanoseconds: max(near.age, far.age)))
    }

    private func value(
        _ half: SampleSeries, _ place: ReportedTapPlace, at time: Timestamp
    ) -> (nanoseconds: Int64, age: Int64)? {
        if beside == place { return (half.minimum ?? 0, 0) }
        return half.last(at: time, age: Self.carriedNanoseconds).map {
            ($0.nanoseconds, time.nanoseconds(since: $0.time))
        }
    }

    /// Beside an end all of the other half's samples count; else those sums that `samples` holds.
    var statistics: RTTStatistics? {
        guard missing == nil else { return nil }
        func least(_ half: SampleSeries) -> Double { DocumentedUnits.milliseconds(nanoseconds: half.minimum ?? 0) }
        return switch beside {
        case .client: RTTStatistics(far, offset: least(near))
        case .farEnd: RTTStatistics(near, offset: least(far))
        default: RTTStatistics(samples.map(\.milliseconds))
        }
    }

    private var sums: [Sample] {
        let varying = [(near, ReportedTapPlace.client), (far, .farEnd)].filter { $0.1 != beside }
        let times = varying.flatMap { $0.0.buckets.map(\.lastTime) }.sorted()
        return times.indices.compactMap { $0 > 0 && times[$0] == times[$0 - 1] ? nil : sample(at: times[$0]) }
    }
}
