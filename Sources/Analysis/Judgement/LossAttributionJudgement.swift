import ICE
import Media
import Report
import Wire

/// Whether a call's sequence gaps are the network's or the capture's own, and what the capture does not cover.
///
/// A capture that drops hits every stream at once; the network loses on one path. So what tells them apart are seconds in
/// which streams of different senders or calls lose together, and the capture's own counters.
struct LossAttributionJudgement {
    private(set) var report = LossAttributionReport()
    private(set) var gaps: [CoverageGapReport] = []

    private let call: CallJudgement
    private var streams: [Stream] = []
    /// Packets of the call lost by second.
    private var lost = LossBySecond()
    /// Seconds in which more streams lost together than chance explains, ascending.
    private var together: [Int64] = []
    /// Packets lost in them.
    private var lostTogether: Int64 = 0

    private struct Stream {
        var source: CallStream
        var losses: LossBySecond
        /// Its gaps are those of this stream, which a server passes on: index into `streams`.
        var origin: Int?

        /// Packets a second.
        var rate: Double {
            let span = source.figures.lastTime.nanoseconds(since: source.figures.firstTime)
            return span > 0 ? Double(source.figures.unique) / (Double(span) / 1e9) : 0
        }
        func isActive(in second: Int64) -> Bool {
            second >= LossAttributionJudgement.second(of: source.figures.firstTime)
                && second <= LossAttributionJudgement.second(of: source.figures.lastTime)
        }
    }

    /// Coincidences are counted where chance explains at most this share of them.
    private static let chance = 0.25
    /// Spans between two counters that are longer tell nothing of when packets were dropped, in ns.
    private static let longestDropSpan: Int64 = 10_000_000_000
    private static let listed = 16

    init(_ call: CallJudgement) {
        self.call = call
        streams = call.streams.enumerated().map { index, stream in
            let losses = LossBySecond.losses(in: stream.figures.seconds, step: stream.figures.secondStep)
            return Stream(source: stream, losses: LossBySecond(losses), origin: call.passedOnLoss.origins[index])
        }
        lost = LossBySecond(streams.flatMap(\.losses.losses))
        report.lost = Int(call.streams.reduce(0) { $0 + max(0, $1.figures.lost) })
        guard report.lost > 0 else { return }
        findCoincidences()
        findSilences()
        judge()
        addGaps()
    }

    static func second(of time: Timestamp) -> Int64 {
        let (second, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? second - 1 : second
    }

    // MARK: Facts

    private mutating func findCoincidences() {
        let own = streams.filter { $0.origin == nil }
        let first = Self.second(of: call.facts.first.time)
        let count = Double(max(1, Self.second(of: call.facts.last.time) - first + 1))
        let bySender = [0, 1].map { sender in
            LossBySecond(own.filter { $0.source.sender == sender }.flatMap(\.losses.losses))
        }
        let counts = bySender.map { Double($0.losses.count) }
        addCoincidences(
            bySender[0].losses.map(\.second).filter { bySender[1][$0] != nil }, expected: counts[0] * counts[1] / count)
        // Another leg of the same conversation carries the same gaps.
        if call.facts.relatedIDs.isEmpty {
            let elsewhere = secondsLostElsewhere(from: first, to: first + Int64(count))
            addCoincidences(
                elsewhere.filter { lost[$0] != nil },
                expected: Double(lost.losses.count) * Double(elsewhere.count) / count)
        }
        lostTogether = together.reduce(0) { $0 + (lost[$1] ?? 0) }
    }

    /// - Parameter seconds: ascending.
    private mutating func addCoincidences(_ seconds: [Int64], expected: Double) {
        guard expected <= Double(seconds.count) * Self.chance else { return }
        let all = (together + seconds).sorted()
        together = all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
    }

    /// Seconds of the call in which streams of other calls lost packets, ascending.
    private func secondsLostElsewhere(from first: Int64, to end: Int64) -> [Int64] {
        // A second for each stream that lost packets in it, on each of its legs.
        let own = LossBySecond(
            call.streams.flatMap { stream in
                stream.legs.flatMap { leg in
                    let seconds = stream.legs.count == 1 ? stream.figures.seconds : leg.tracker.secondsToNow
                    return LossBySecond.losses(in: seconds, step: leg.tracker.secondStep)
                }
            }.map { ($0.second, 1) })
        let all = call.health.losses
        func isElsewhere(_ second: Int64) -> Bool { Int64(all[second].streams) > own[second] ?? 0 }
        // A short call in a long capture, or a long one in which little was lost.
        if end - first < Int64(all.seconds.count) { return (first..<end).filter(isElsewhere) }
        return all.seconds.keys.filter { $0 >= first && $0 < end && isElsewhere($0) }.sorted()
    }

    /// Packets that a silence of the whole capture explains: the next packet's sequence shows them.
    private mutating func findSilences() {
        for silence in call.health.silences.silences
        where silence.from >= call.facts.first.time && silence.to <= call.facts.last.time {
            let second = Self.second(of: silence.to)
            let active = streams.filter {
                $0.source.figures.firstTime <= silence.from && $0.source.figures.lastTime >= silence.to
            }
            let expected = active.reduce(0) { $0 + $1.rate } * Double(silence.to.nanoseconds(since: silence.from)) / 1e9
            let missing = active.reduce(0) { $0 + ($1.losses[second] ?? 0) }
            guard missing > 0, Double(missing) * 2 >= expected else { continue }
            let count = active.count { $0.losses[second] != nil }
            gaps.append(
                CoverageGapReport(
                    from: UnixTime(silence.from), to: UnixTime(silence.to), frame: silence.frame, packets: Int(missing),
                    reason: "no packet of any kind was captured, while \(count) of \(active.count) streams went on"))
        }
        gaps.sort { $0.from < $1.from }
    }

    // MARK: Verdict

    private mutating func judge() {
        let dropped = call.health.dropped
        report.seconds = Array(together.prefix(Self.listed))
        report.frames = Array(gaps.compactMap(\.frame).prefix(Self.listed))
        let timed = lostNearDrops
        let counters =
            dropped.map {
                $0 == 0
                    ? "the capture's counters say that it dropped nothing"
                    : "the capture says that it dropped \($0) packets"
            } ?? "the capture says nothing of its drops"
        let shared =
            "\(lostTogether) of \(report.lost) packets were lost in \(together.count) seconds in which streams of different "
            + "senders or calls lost packets together"
        if timed * 2 >= Int64(report.lost) {
            set(
                .capture, timed,
                ["\(timed) of \(report.lost) packets are missing where the capture dropped packets", counters])
            report.frames = Array(
                (call.health.drops.drops.compactMap(\.frame) + report.frames).prefix(Self.listed))
        } else if lostTogether * 2 >= Int64(report.lost) {
            let isCapture = dropped ?? 0 > 0
            set(isCapture ? .capture : .undecidable, lostTogether, [shared, counters])
            if !isCapture {
                report.evidence.append("a link that stood still at the tap, or a mirror port, looks the same")
            }
        } else if let passedOn = passedOn {
            set(.network, Int64(report.lost), [passedOn, counters])
        } else if let dropped, dropped > 0 {
            // Few drops cannot be many gaps.
            let isLittle = dropped < UInt64(report.lost) / 4
            set(isLittle ? .network : .undecidable, Int64(report.lost), [counters, "when is not known"])
        } else if dropped != nil || isOneSided {
            var evidence = [counters]
            if isOneSided {
                evidence.insert("one side's streams lost packets while the other side's lost none or few", at: 0)
            }
            set(.network, Int64(report.lost), evidence)
        } else {
            set(
                .undecidable, Int64(report.lost),
                [counters, "no independent stream tells whether packets were captured"])
        }
        if report.verdict == .network, lostTogether > 0 { report.evidence.append(shared) }
    }

    private mutating func set(_ verdict: ReportedLossVerdict, _ packets: Int64, _ evidence: [String]) {
        report.verdict = verdict
        report.packets = Int(min(packets, Int64(report.lost)))
        report.evidence = evidence
    }

    /// Packets lost in seconds in which the capture dropped, or in the one after.
    private var lostNearDrops: Int64 {
        var seconds: Set<Int64> = []
        for drop in call.health.drops.drops {
            let span = drop.to.nanoseconds(since: drop.from)
            // Times centuries apart wrap.
            guard span >= 0, span <= Self.longestDropSpan else { continue }
            for second in Self.second(of: drop.from)...max(Self.second(of: drop.from), Self.second(of: drop.to)) {
                if lost[second] != nil { seconds.insert(second) }
                if drop.frame == nil, lost[second + 1] != nil { seconds.insert(second + 1) }
            }
        }
        return seconds.reduce(0) { $0 + (lost[$1] ?? 0) }
    }

    /// A server that sends the same gaps on did not receive those packets either.
    private var passedOn: String? {
        for copy in streams {
            guard let origin = copy.origin.map({ streams[$0] }), origin.losses.total > 0,
                copy.losses.total * 5 >= origin.losses.total * 4, origin.losses.total * 2 >= report.lost / 2
            else { continue }
            return
                "the gaps of \(origin.source.ssrc) are in \(copy.source.ssrc) too, which passes it on: its receiver did not "
                + "get those packets either"
        }
        return nil
    }

    /// All but a quarter of the loss is one sender's, and the other's packets came through meanwhile.
    private var isOneSided: Bool {
        let rates = [0, 1].map { sender in
            let own = streams.filter { $0.source.sender == sender && $0.origin == nil }
            let expected = own.reduce(0) { $0 + $1.source.figures.expected }
            let isWitness = lost.losses.contains { loss in own.contains { $0.isActive(in: loss.second) } }
            return expected > 0 && isWitness
                ? Double(own.reduce(0) { $0 + $1.source.figures.lost }) / Double(expected) : nil
        }
        guard let one = rates[0], let other = rates[1] else { return false }
        return min(one, other) * 4 <= max(one, other)
    }

    // MARK: Coverage

    /// Seconds of common loss that no silence accounts for: the capture went on, with holes.
    private mutating func addGaps() {
        for second in together.prefix(Self.listed) {
            let begin = second.multipliedReportingOverflow(by: 1_000_000_000)
            let from = UnixTime(nanoseconds: begin.partialValue)
            let to = UnixTime(nanoseconds: begin.partialValue &+ 1_000_000_000)
            guard !begin.overflow, !gaps.contains(where: { $0.from <= to && $0.to >= from }) else { continue }
            let count = streams.count { $0.losses[second] != nil }
            gaps.append(
                CoverageGapReport(
                    from: from, to: to, packets: Int(lost[second] ?? 0),
                    reason:
                        "streams of this call (\(count)) lost packets in this second together with those of the other side "
                        + "or of other calls"))
        }
        gaps.sort { $0.from < $1.from }
    }
}
