public import Analysis
public import ClientReports
import Report

/// Lays clients' reports beside the calls of a capture.
public struct CallComparison {
    private let sides: [(call: Int, index: Int, side: AnalyzedSide)]
    private let tolerances: ComparisonTolerances

    /// - Parameters:
    ///   - calls: every call of the capture.
    ///   - tolerances: differences that say nothing.
    public init(_ calls: [AnalyzedCall], tolerances: ComparisonTolerances = ComparisonTolerances()) {
        self.tolerances = tolerances
        sides = calls.enumerated().flatMap { call, value in
            value.sides.enumerated().map { (call, $0.offset, $0.element) }
        }
    }

    /// What the capture says to a client's report.
    public func compare(_ report: ClientReport) -> ComparisonReport {
        let tracks = ClientTrack.tracks(of: report)
        let matches = matches(of: report, tracks)
        let ranked = matches.indices.sorted { matches[$0].score > matches[$1].score }
        var match = MatchDescription(
            score: ranked.first.map { matches[$0].score } ?? 0, neededScore: SideMatch.neededScore, reasons: [],
            against: [], tapEvidence: [], others: [])
        func nearest(_ rest: some Sequence<Int>) -> [MatchDescription.Nearest] {
            rest.prefix(Self.shownOthers).map { index in
                MatchDescription.Nearest(
                    callID: sides[index].side.report.call.callID, side: Self.name(of: sides[index].side),
                    score: matches[index].score, reasons: matches[index].reasons, against: matches[index].against)
            }
        }
        let client = ClientDescription(report)
        guard let best = ranked.first, matches[best].score >= SideMatch.neededScore else {
            match.others = nearest(ranked)
            return .noMatch(client, match, ComparisonSummary.noMatch(client, match))
        }
        if ranked.count > 1, matches[ranked[1]].score > matches[best].score - SideMatch.ambiguity {
            match.others = nearest(ranked)
            match.against = ["another call or side fits as well"]
            return .noMatch(client, match, ComparisonSummary.ambiguous(client, match))
        }
        let side = SideReplay(sides[best].side)
        match.side = Self.name(of: side.side)
        match.reasons = matches[best].reasons
        match.against = matches[best].against
        match.tap = side.report.network.perspective.tap
        match.tapEvidence = side.report.network.perspective.tapEvidence
        match.others = nearest(ranked.dropFirst())
        return compare(report, client, side, SideMatch.fits(tracks, side.streams), match)
    }

    private static let shownOthers = 3
    /// Intervals of a comparison: an hour of the SDK's. Past them those that disagree, as many again.
    private static let intervalCapacity = 3600

    /// How far behind the best by addresses and SSRCs a side may be and still be looked at packet by packet.
    private static let clearLead = 30

    /// One for each side. Packets are replayed of those alone that may be it, one after the other.
    private func matches(of report: ClientReport, _ tracks: [ClientTrack]) -> [SideMatch] {
        var matches = sides.map { side in
            SideMatch(report, tracks: tracks, side: side.side, call: side.call, index: side.index)
        }
        let best = matches.map(\.score).max() ?? 0
        let least = best >= Self.clearLead ? best - Self.clearLead : Int.min
        for index in matches.indices where matches[index].score >= least && !matches[index].isRefuted {
            matches[index].compareCounters(report, tracks, SideReplay.streams(of: sides[index].side))
        }
        return matches
    }

    private static func name(of side: AnalyzedSide) -> String? {
        side.report.network.perspective.local?.endpoint?.description
    }

    private func compare(
        _ report: ClientReport, _ client: ClientDescription, _ side: SideReplay, _ fits: [TrackFit],
        _ match: MatchDescription
    ) -> ComparisonReport {
        let clock = ComparisonClock(report, fits: fits, network: side.report, tolerances: tolerances)
        let accounts = fits.enumerated().map { number, fit in
            fit.track.direction == .received
                ? LossAccount(fit, number: number, clock: clock, tolerances: tolerances) : nil
        }
        let before = fits.map { $0.packetsBefore(clock, tolerances) }
        var intervals: [IntervalComparison] = []
        var histories = FieldHistories()
        for (index, sample) in Self.samples(of: report, side, clock).enumerated() {
            let context = SampleContext(
                sample: sample, index: index, side: side, fits: fits, accounts: accounts, before: before,
                clock: clock, tolerances: tolerances)
            let interval = IntervalComparison(
                from: sample.start.map { UnixTime(nanoseconds: clock.captureTime(of: $0.nanoseconds)) },
                to: UnixTime(nanoseconds: context.captureTime), fields: context.verdicts)
            histories.add(interval.fields, at: interval.to)
            if intervals.count < Self.intervalCapacity
                || interval.disagrees && intervals.count < 2 * Self.intervalCapacity
            {
                intervals.append(interval)
            }
        }
        let whole = CallVerdicts(report: report, side: side, clock: clock, tolerances: tolerances)
        var fields = histories.together + whole.once()
        fields += uncompared(report, fits, fields)
        let findings = ComparisonFindings(
            report: report, side: side, fits: fits, accounts: accounts, clock: clock, fields: fields
        ).findings
        let place = TapEstimate(fits: fits, accounts: accounts, network: side.report.network)
        var match = match
        match.tap = place.tap
        match.tapEvidence = place.evidence
        let worst = fields.map(\.verdict).max { $0.weight < $1.weight } ?? .notComparable
        let verdict: ComparisonVerdict =
            switch worst {
            case .disagree: .disagree
            case .explained: .explained
            default: findings.contains { $0.severity != .info || $0.code == .clockOffset } ? .explained : .agree
            }
        var result = ComparisonReport(
            callID: side.report.call.callID, verdict: verdict, summary: "", client: client, clock: clock.description,
            match: match, fields: fields, intervals: intervals, findings: findings)
        result.summary = ComparisonSummary.text(result, side.report)
        return result
    }

    /// A report of ICE alone says it once, of the whole call.
    private static func samples(
        of report: ClientReport, _ side: SideReplay, _ clock: ComparisonClock
    ) -> [ClientSample] {
        guard report.samples.isEmpty, report.pair != nil || report.transport != nil,
            let last = side.report.network.lastPacket
        else { return report.samples }
        var sample = ClientSample(time: UnixTime(nanoseconds: clock.clientTime(of: last.nanoseconds)))
        sample.pair = report.pair
        sample.transport = report.transport
        return [sample]
    }

    /// The client's streams that no stream of the capture stands beside.
    private func uncompared(
        _ report: ClientReport, _ fits: [TrackFit], _ fields: [FieldComparison]
    ) -> [FieldComparison] {
        guard let last = report.samples.last else { return [] }
        var results: [FieldComparison] = []
        func missing(_ field: String, _ value: Int?, _ direction: String) {
            guard let value, !fields.contains(where: { $0.field == field }) else { return }
            let isNothing = value == 0
            results.append(
                FieldComparison(
                    field, unit: "packets", client: .integer(value), network: isNothing ? .integer(0) : nil,
                    relation: "a stream of the capture", verdict: isNothing ? .agree : .notComparable,
                    cause: isNothing ? nil : "the capture has no such stream \(direction) by this client"))
        }
        for stream in last.inbound
        where !fits.contains(where: { $0.track.direction == .received && $0.track.kind == stream.kind }) {
            missing("\(stream.kind.rawValue).inbound.packetsReceived", stream.packetsReceived, "received")
        }
        for stream in last.outbound
        where !fits.contains(where: { $0.track.direction == .sent && $0.track.kind == stream.kind }) {
            missing("\(stream.kind.rawValue).outbound.packetsSent", stream.packetsSent, "sent")
        }
        return results
    }
}

extension SampleContext {
    var verdicts: [FieldComparison] {
        let packets = packetVerdicts()
        return packets + byteVerdicts(packets) + jitterVerdicts() + roundTripVerdicts() + contentVerdicts()
            + transportVerdicts() + pairVerdicts() + stateVerdicts()
    }
}

extension ComparisonReport {
    fileprivate static func noMatch(
        _ client: ClientDescription, _ match: MatchDescription, _ summary: String
    ) -> ComparisonReport {
        ComparisonReport(
            callID: client.callID, verdict: .noMatch, summary: summary, client: client, clock: nil, match: match,
            fields: [], intervals: [], findings: [])
    }
}
