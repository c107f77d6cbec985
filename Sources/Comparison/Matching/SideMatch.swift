import Analysis
import ClientReports
import Report
import Wire

/// How well one side of one call is the one that a client's report speaks of.
struct SideMatch {
    /// Index of the call, and of the side in it.
    var call: Int
    var side: Int
    var score = 0
    var reasons: [String] = []
    var against: [String] = []
    /// Its pair is none of this call's: the same streams may pass there, on another leg.
    private var isElsewhere = false

    /// Below, it is another call: one key that only this call has is enough, two that others may share too.
    static let neededScore = 40
    /// Two calls this near each other cannot be told apart.
    static let ambiguity = 10

    private enum Points {
        static let callID = 60
        static let source = 60
        static let pair = 50
        static let localEnd = 30
        static let remoteEnd = 15
        static let candidate = 20
        static let counters = 40
        static let moreCounters = 15
        static let bytes = 50
        static let time = 15
        static let remotePort = 10
        static let otherSource = -80
        static let otherPair = -40
        static let otherCounters = -25
        static let doubtfulCounters = -5
    }

    /// An offset that clocks without synchronisation seldom exceed, in ns.
    private static let usualOffset: Int64 = 10_000_000_000

    /// By ids, addresses and SSRCs; `compareCounters` says the rest.
    init(_ report: ClientReport, tracks: [ClientTrack], side: AnalyzedSide, call: Int, index: Int) {
        self.call = call
        self.side = index
        compareID(report, side.report)
        compareAddresses(report, side.report)
        compareSources(tracks, side)
        considerTimeAlone(report, tracks, side.report)
        if isElsewhere { score = min(score, Self.neededScore - 1) }
    }

    /// What cannot be this call any more is not worth replaying its packets.
    var isRefuted: Bool { isElsewhere || score <= Points.otherSource + Points.candidate }

    /// Counter by counter, beside the packets.
    mutating func compareCounters(_ report: ClientReport, _ tracks: [ClientTrack], _ streams: [StreamReplay]) {
        compareCounters(report, Self.fits(tracks, streams))
    }

    /// A report that has no address, SSRC or counter can be told by its time only.
    private mutating func considerTimeAlone(_ report: ClientReport, _ tracks: [ClientTrack], _ network: CallReport) {
        let hasKeys =
            tracks.contains { $0.points.contains { $0.packets > 0 } }
            || report.pair != nil || report.samples.contains { $0.pair?.local != nil || $0.pair?.remote != nil }
            || report.hasResolvableCandidates
        let begin = report.start ?? report.samples.first?.time ?? report.stateChanges.first?.time
        let end = report.end ?? report.samples.last?.time ?? report.stateChanges.last?.time
        guard !hasKeys, side == 0, let begin, let end, let first = network.network.firstPacket,
            let last = network.network.lastPacket, begin <= last, first <= end
        else { return }
        score(Self.neededScore, "it happened at that time, and the report has nothing else to be told by")
    }

    private mutating func score(_ points: Int, _ reason: String) {
        score += points
        if points < 0 { against.append(reason) } else { reasons.append(reason) }
    }

    private mutating func compareID(_ report: ClientReport, _ network: CallReport) {
        guard let id = report.callID, id == network.call.callID else { return }
        score(Points.callID, "the call id is the same")
    }

    // MARK: Addresses

    private mutating func compareAddresses(_ report: ClientReport, _ network: CallReport) {
        let pairs = report.samples.compactMap(\.pair) + [report.pair].compactMap(\.self)
        let seen = network.network.ice?.pairs ?? []
        var ends = Set(seen.map { Ends(local: $0.local.description, remote: $0.remote.description) })
        if let pair = network.iceData.selectedPair {
            ends.insert(
                Ends(
                    local: "\(TransportAddress(ip: pair.localCandidate.ip, port: pair.localCandidate.port))",
                    remote: "\(TransportAddress(ip: pair.remoteCandidate.ip, port: pair.remoteCandidate.port))"))
        }
        for stream in network.network.streams {
            guard let from = stream.from, let to = stream.to else { continue }
            let (local, remote) = stream.direction == .sent ? (from, to) : (to, from)
            ends.insert(Ends(local: local.description, remote: remote.description))
        }
        let stated = Set(pairs.compactMap { Ends($0) })
        let locals = Set(ends.map(\.local)).union(
            network.iceData.candidates.map { "\(TransportAddress(ip: $0.ip, port: $0.port))" })
        let remotes = Set(ends.map(\.remote))
        if let both = stated.first(where: { ends.contains($0) }) {
            return score(Points.pair, "its selected pair \(both.local) > \(both.remote) is this call's")
        }
        let ownAddresses = Set(stated.map(\.local) + report.localCandidates.compactMap(\.transportAddress))
        let farAddresses = Set(stated.map(\.remote) + report.remoteCandidates.compactMap(\.transportAddress))
        if let own = ownAddresses.intersection(locals).min() {
            let isPair = stated.contains { $0.local == own }
            // A report that has nothing else is told by a candidate alone; one port of a server fits many calls, and then none.
            let isAll = report.samples.isEmpty && stated.isEmpty
            score(
                isAll ? Self.neededScore : isPair ? Points.localEnd : Points.candidate,
                "its own address \(own) is one of this side's")
        } else if let far = farAddresses.intersection(remotes).min() {
            score(Points.remoteEnd, "the far end's address \(far) is this call's")
        } else if !stated.isEmpty, !ends.isEmpty {
            // A server behind a NAT of its own keeps its port, as a rule.
            let ports = Set(stated.compactMap { $0.remote.split(separator: ":").last })
            if remotes.contains(where: { remote in remote.split(separator: ":").last.map(ports.contains) ?? false }) {
                return score(Points.remotePort, "the far end's port is this call's")
            }
            isElsewhere = true
            score(Points.otherPair, "no address of its selected pair is in this call")
        } else if !ownAddresses.isEmpty, !locals.isEmpty, report.hasResolvableCandidates {
            score(Points.otherPair, "none of its candidates is in this call")
        }
    }

    private struct Ends: Hashable {
        var local: String
        var remote: String

        init(local: String, remote: String) {
            self.local = local
            self.remote = remote
        }

        init?(_ pair: ClientPair) {
            guard let local = pair.local?.transportAddress, let remote = pair.remote?.transportAddress else {
                return nil
            }
            self.init(local: local, remote: remote)
        }
    }

    // MARK: Streams

    /// For each of the client's streams the one of the capture: of the same SSRC; else the one whose counts agree best.
    static func fits(_ tracks: [ClientTrack], _ streams: [StreamReplay]) -> [TrackFit] {
        tracks.compactMap { track in
            let possible = streams.filter { stream in
                stream.arrivals.direction == track.direction && stream.isMedia(track.kind)
            }
            if let ssrc = track.ssrc {
                return possible.first { $0.arrivals.ssrc.rawValue == ssrc }.map { TrackFit(track, $0) }
            }
            return possible.map { TrackFit(track, $0) }.max { $0.rank < $1.rank }
        }
    }

    private mutating func compareSources(_ tracks: [ClientTrack], _ side: AnalyzedSide) {
        let stated = tracks.filter { $0.ssrc != nil && $0.points.contains { $0.packets > 0 } }
        guard !stated.isEmpty else { return }
        let same = stated.filter { track in
            side.streams.contains { $0.direction == track.direction && $0.ssrc.rawValue == track.ssrc }
        }
        if let first = same.first?.ssrc {
            let source = SynchronizationSource(rawValue: first)
            score(
                Points.source,
                same.count == 1
                    ? "its SSRC \(source) is in this call"
                    : "\(same.count) of its SSRCs are in this call, \(source) one")
        } else {
            score(Points.otherSource, "none of its SSRCs is in this call")
        }
    }

    private mutating func compareCounters(_ report: ClientReport, _ fits: [TrackFit]) {
        let telling = fits.filter { $0.track.points.count >= ClockFit.fewestSamples }
        guard !telling.isEmpty else { return }
        let fitting = telling.filter { $0.clock != nil }
        for (index, fit) in fitting.enumerated() {
            guard let clock = fit.clock else { continue }
            score(
                index == 0 ? Points.counters : Points.moreCounters,
                "\(clock.fitting) of \(clock.samples) counts of packets \(fit.track.direction.rawValue) fit")
        }
        if fitting.isEmpty {
            // Of a call that addresses or SSRCs name beyond doubt, they are wrong.
            let isNamed = score >= Points.pair
            score(
                isNamed ? Points.doubtfulCounters : Points.otherCounters,
                "its counts of packets do not fit this call's")
        }
        if let clock = fitting.first?.clock, abs(clock.offset) < Self.usualOffset {
            score(Points.time, "it happened at the same time")
        }
        if fitting.contains(where: { $0.agreesInBytes(report) }) {
            score(Points.bytes, "its bytes are those of the very same packets")
        }
    }
}

extension ClientReport {
    /// Some candidate that is neither a name nor hidden.
    var hasResolvableCandidates: Bool { localCandidates.contains { $0.transportAddress != nil } }
}

extension TrackFit {
    /// For choosing among streams of which none has the SSRC.
    fileprivate var rank: Int { (clock?.fitting ?? -1) * 2 + (replay.states.isEmpty ? 0 : 1) }

    /// Whether payload bytes, which no other stream has, agree where the counts do.
    fileprivate func agreesInBytes(_ report: ClientReport) -> Bool {
        guard replay.payloadLengths.count > 8, replay.arrivals.tagLength != nil else { return false }
        var (agreeing, all) = (0, 0)
        for point in track.points where point.packets > 0 {
            guard let bytes = report.samples[point.sample].bytes(of: track),
                let span = replay.time(at: point.packets, of: track.direction == .sent ? \.span : \.unique)
            else { continue }
            all += 1
            if replay.state(at: span.begin).payloadBytes == bytes { agreeing += 1 }
        }
        return agreeing >= 3 && agreeing * 2 > all
    }
}

extension ClientSample {
    /// The entry that a track is made of.
    func inbound(_ track: ClientTrack) -> ClientInboundStream? {
        let all = inbound.filter { $0.kind == track.kind }
        if let ssrc = track.ssrc { return all.first { $0.ssrc == ssrc } }
        return all.indices.contains(track.position) ? all[track.position] : nil
    }

    func outbound(_ track: ClientTrack) -> ClientOutboundStream? {
        let all = outbound.filter { $0.kind == track.kind }
        if let ssrc = track.ssrc { return all.first { $0.ssrc == ssrc } }
        return all.indices.contains(track.position) ? all[track.position] : nil
    }

    func bytes(of track: ClientTrack) -> Int? {
        track.direction == .sent ? outbound(track)?.bytesSent : inbound(track)?.bytesReceived
    }
}
