import ICE
import Report
import Wire

/// The audio's quality, from what the report says of its streams and intervals.
struct QualityJudgement {
    let call: CallJudgement
    let rtt: RTTJudgement
    /// The call's streams, in any order.
    private let audio: [AudioStream]
    private let segments: [CallSegment]
    private let sent: QualityFigures?
    private let received: QualityFigures?
    let report: QualityReport

    /// By reference: a copy of a report would count some twenty arrays one by one.
    private final class AudioStream {
        let report: StreamReport

        init(_ report: StreamReport) { self.report = report }
    }

    init(_ call: CallJudgement, rtt: RTTJudgement, streams: [StreamReport], segments: [CallSegment]) {
        self.call = call
        self.rtt = rtt
        self.segments = segments
        audio = streams.indices.filter { streams[$0].kind == .audio || streams[$0].kind == nil }
            .map { AudioStream(streams[$0]) }
        sent = Self.figures(.sent, audio, call.grid)
        received = Self.figures(.received, audio, call.grid)
        let intervals = Self.clientIntervals(call, audio: audio, segments: segments)
        var report = QualityReport(
            rttMilliseconds: rtt.median, sent: sent, received: received, clientIntervals: intervals,
            thresholds: call.options.thresholds)
        // A fast path without audio on it has no quality.
        if report.sent == nil, report.received == nil { report.indicator = nil }
        report.intervalSeconds = Int(call.grid.stepSeconds)
        report.clientWarnings = (report.clientWarnings + ICEWarningJudgement(call).warnings).sorted {
            ($0.first, $0.code) < ($1.first, $1.code)
        }
        self.report = report
    }

    // MARK: Directions

    private static func figures(
        _ direction: CallDirection, _ audio: [AudioStream], _ grid: SegmentGrid
    ) -> QualityFigures? {
        let own = audio.filter { $0.report.direction == direction }
        guard let main = main(of: own) else { return nil }
        let expected = own.reduce(0) { $0 + ($1.report.expected ?? 0) }
        let lost = own.reduce(0) { $0 + ($1.report.lost ?? 0) }
        let packets = own.reduce(0) { $0 + $1.report.packets }
        let counted = max(0, own.reduce(0) { $0 + ($1.report.lostAsClientCounts ?? $1.report.lost ?? 0) })
        return QualityFigures(
            jitterMilliseconds: main.report.jitter?.meanMilliseconds,
            packetLossPercent: DocumentedUnits.percent(lost, of: expected),
            clientLossPercent: DocumentedUnits.percent(counted, of: counted + packets), codec: codec(of: main),
            burstRatio: EModel.burstRatio(
                runs: own.reduce(0) { $0 + $1.report.lossRuns.reduce(0) { $0 + $1.count } }, packets: lost, of: expected
            ),
            intervals: intervals(of: own, on: grid))
    }

    /// The stream with most packets.
    private static func main(of streams: [AudioStream]) -> AudioStream? {
        streams.max { $0.report.packets < $1.report.packets }
    }

    /// What most of its packets carried.
    private static func codec(of stream: AudioStream) -> String? {
        stream.report.payloadTypes.max { ($0.packets ?? 0) < ($1.packets ?? 0) }?.codec
    }

    private static func intervals(of streams: [AudioStream], on grid: SegmentGrid) -> [QualityFigures.Interval] {
        let short = grid.shortEnds
        let segments = main(of: streams)?.report.segments ?? []
        return losses(of: streams) { $0.lost }.compactMap { loss in
            if short.contains(loss.end) { return nil }
            return QualityFigures.Interval(
                end: loss.end, jitterMilliseconds: segments.segment(endingAt: loss.end)?.jitterMilliseconds,
                packetLossPercent: loss.percent)
        }
    }

    /// Percent lost in each interval by one of the two countings, in order of their ends.
    private static func losses(
        of streams: [AudioStream], by counting: (StreamSegment) -> Int?
    ) -> [(end: UnixTime, percent: Double?)] {
        var totals: [(end: UnixTime, packets: Int, lost: Int)] = []
        for stream in streams {
            // Both in order of time.
            var index = 0
            for segment in stream.report.segments {
                while index < totals.count, totals[index].end < segment.timestamp { index += 1 }
                if index == totals.count || totals[index].end != segment.timestamp {
                    totals.insert((segment.timestamp, 0, 0), at: index)
                }
                totals[index].packets += segment.packets
                totals[index].lost += counting(segment) ?? 0
            }
        }
        var before = (packets: 0, lost: 0)
        return totals.map { end, allPackets, allLost in
            // A late packet takes a loss back.
            let lost = max(0, allLost - before.lost)
            let packets = max(0, allPackets - before.packets)
            before = (allPackets, allLost)
            return (end, DocumentedUnits.percent(lost, of: lost + packets))
        }
    }

    // MARK: Intervals

    /// From when media or ICE connected the client: whole intervals, as those that the client's timer ends.
    private static func clientIntervals(
        _ call: CallJudgement, audio: [AudioStream], segments: [CallSegment]
    ) -> [ClientInterval] {
        let connected = call.client.states.first { $0.state == .connected }.map { UnixTime($0.at.time) }
        guard let start = (audio.compactMap(\.report.firstSeen) + [connected].compactMap(\.self)).min() else {
            return []
        }
        let step = call.grid.stepSeconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
        let sent = main(of: audio.filter { $0.report.direction == .sent })?.report.segments ?? []
        let counted = losses(of: audio.filter { $0.report.direction == .received }) { $0.lostAsClientCounts ?? $0.lost }
        var intervals: [ClientInterval] = []
        var before: CallSegment?
        for segment in segments where segment.timestamp > start {
            let (begin, overflow) = segment.timestamp.nanoseconds.subtractingReportingOverflow(step)
            var interval = ClientInterval(
                begin: max(before?.timestamp ?? start, UnixTime(nanoseconds: overflow ? .min : begin)),
                end: segment.timestamp)
            defer { before = segment }
            // The last one ends with the call.
            if segment.timestamp == segments.last?.timestamp, interval.end.nanoseconds % step != 0 { break }
            interval.rttMilliseconds = segment.rttMilliseconds
            interval.jitterMilliseconds = segment.jitterMilliseconds
            let loss = counted.partitioningIndex { $0.end >= segment.timestamp }
            if loss < counted.count, counted[loss].end == segment.timestamp {
                interval.packetLossPercent = counted[loss].percent
            }
            interval.networkLossPercent = segment.packetLossPercent
            interval.receivedLevel = segment.audioLevel
            interval.sentLevel = sent.segment(endingAt: segment.timestamp)?.audioLevel
            if let before {
                // A client that has received nothing has no counter that could stand still.
                if before.packetsReceived ?? 0 > 0 {
                    interval.bytesReceived = growth(
                        (before.bytesReceived, segment.bytesReceived),
                        packets: (before.packetsReceived, segment.packetsReceived))
                }
                interval.bytesSent = growth(
                    (before.bytesSent, segment.bytesSent), packets: (before.packetsSent, segment.packetsSent))
            }
            intervals.append(interval)
        }
        return intervals
    }

    /// Payload bytes; while the tag's length is not known packets tell as well whether there were any.
    private static func growth(_ bytes: (Int?, Int?), packets: (Int?, Int?)) -> Int? {
        if let before = bytes.0, let after = bytes.1 { return max(0, after - before) }
        guard let before = packets.0, let after = packets.1 else { return nil }
        return max(0, after - before)
    }

    // MARK: What cannot be known

    var notObservable: [NotObservable] {
        var missing: [NotObservable] = []
        if report.rtt == nil {
            missing.append(
                NotObservable(field: "network.quality.rtt", reason: rtt.missing ?? "no round trip was measured"))
        }
        if report.indicator == nil {
            missing.append(
                NotObservable(
                    field: "network.quality.indicator",
                    reason: report.sent == nil && report.received == nil
                        ? "no audio passed this tap" : "neither a round trip nor loss is known"))
        }
        let sdkReason =
            rtt.median == nil
            ? rtt.missing ?? "no round trip was measured"
            : received == nil
                ? "no audio to the client passed this tap"
                : received?.jitterMilliseconds == nil
                    ? "the received audio's clock rate is unknown, so its jitter" : nil
        if let sdkReason {
            missing.append(
                NotObservable(
                    field: "network.quality.mos.call_report, network.quality.mos.debug_stream", reason: sdkReason))
        }
        for (direction, key) in [(CallDirection.received, "e_model_received"), (.sent, "e_model_sent")] {
            guard let reason = eModelReason(direction == .sent ? sent : received) else { continue }
            missing.append(NotObservable(field: "network.quality.mos.\(key)", reason: reason))
        }
        let levels = report.intervals.isEmpty ? [] : missingLevels
        if !levels.isEmpty {
            missing.append(
                NotObservable(
                    field: "network.quality.client_warnings (\(levels.joined(separator: ", ")))",
                    reason: "they need the audio's level, which these packets do not tell"))
        }
        return missing
    }

    private func eModelReason(_ figures: QualityFigures?) -> String? {
        guard let figures else { return "no audio in this direction passed this tap" }
        guard let codec = figures.codec else {
            return "the codec is not known: the E-model is computed for G.711 alone"
        }
        guard figures.isG711 else { return "ITU-T G.113 has no impairment factors for \(codec) to compute it with" }
        return rtt.median == nil ? rtt.missing ?? "no round trip was measured" : nil
    }

    private var missingLevels: [String] {
        let sent = audio.contains {
            $0.report.direction == .sent && $0.report.segments.contains { $0.audioLevel != nil }
        }
        let received = segments.contains { $0.audioLevel != nil }
        let codes = [
            sent ? nil : ClientWarning.Code.lowLocalAudio, received ? nil : .lowInboundAudio,
        ].compactMap(\.self)
        return codes.map { "\($0.rawValue) \($0.name)" }
    }
}

extension SegmentGrid {
    /// Ends of the first and last interval where they are shorter than half a step, of several: too few packets to be
    /// the worst of.
    fileprivate var shortEnds: [UnixTime] {
        guard ends.count > 1, let first = ends.first, let last = ends.last else { return [] }
        let half = Double(stepSeconds) / 2 * 1e9
        var short: [UnixTime] = []
        if Double(first.nanoseconds(since: begin)) < half { short.append(UnixTime(first)) }
        if Double(last.nanoseconds(since: ends[ends.count - 2])) < half { short.append(UnixTime(last)) }
        return short
    }
}

extension [StreamSegment] {
    /// Segments are in order of time.
    fileprivate func segment(endingAt end: UnixTime) -> StreamSegment? {
        let index = partitioningIndex { $0.timestamp >= end }
        return index < count && self[index].timestamp == end ? self[index] : nil
    }
}
