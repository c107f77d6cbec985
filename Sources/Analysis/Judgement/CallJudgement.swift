import ICE
import Media
import Report
import Wire

/// From a call's facts to its report: who is the client, which streams there are, what state everything is in.
final class CallJudgement {
    let facts: CallFacts
    let options: AnalysisOptions
    let health: CaptureHealth
    let clock: CaptureClock
    let session: ICESession
    let perspective: PerspectiveJudgement
    /// The last handshake that connected, else the last one.
    let association: CallAssociation?
    let cipher: CipherJudgement
    let streams: [CallStream]
    let passedOnLoss: PassedOnLoss
    let grid: SegmentGrid
    private(set) var tap = TapJudgement()
    /// Round trips of connectivity checks.
    private(set) lazy var checkMeasurements = RTTMeasurement.checks(self)

    /// - Parameter perspective: whose call it is, where that is not to be judged.
    init(
        _ facts: CallFacts, options: AnalysisOptions, health: CaptureHealth, clock: CaptureClock,
        perspective: PerspectiveJudgement? = nil
    ) {
        self.facts = facts
        self.options = options
        self.health = health
        self.clock = clock
        let session = facts.iceSession(closed: facts.closed)
        self.session = session
        self.perspective =
            perspective
            ?? PerspectiveJudgement(facts, session: session, clientNetworks: options.clientNetworks)
        association = Self.association(facts, session: session)
        cipher = CipherJudgement(facts, association: association?.value)
        streams = CallStream.streams(of: facts) { endpoint in
            session.agents[1].endpoints.contains(endpoint) && !session.agents[0].endpoints.contains(endpoint) ? 1 : 0
        }
        passedOnLoss = PassedOnLoss(streams)
        grid = SegmentGrid(from: facts.first.time, to: facts.last.time, stepSeconds: options.intervalSeconds)
        tap = TapJudgement(self)
    }

    /// The handshakes of all paths together: they move with the call when ICE changes the path.
    private static func association(_ facts: CallFacts, session: ICESession) -> CallAssociation? {
        func lowerIsOne(_ path: CallFacts.PathFacts) -> Bool {
            session.agents[1].endpoints.contains(path.pair.lower)
        }
        var trackers: [(path: Int, tracker: DTLSAssociationTracker)] = []
        var pairs: Set<EndpointPair> = []
        for (index, path) in facts.paths.enumerated() where !path.handshake.isEmpty {
            // A relay's other leg shows the same handshake once more.
            if pairs.insert(path.pair).inserted { trackers.append((index, path.handshake)) }
        }
        guard case (let first, var merged)? = trackers.first else { return nil }
        for (path, tracker) in trackers.dropFirst() {
            merged.merge(tracker, isReversed: lowerIsOne(facts.paths[path]) != lowerIsOne(facts.paths[first]))
        }
        let reference = facts.paths[first]
        func firstMedia(forward: Bool) -> Timestamp? {
            facts.paths.compactMap { path in
                path.media(isForward: forward == (lowerIsOne(path) == lowerIsOne(reference))).first?.time
            }.min()
        }
        let (forward, backward) = (firstMedia(forward: true), firstMedia(forward: false))
        let isOfOnePath =
            trackers.count == 1 && forward == reference.firstMedia(isForward: true)
            && backward == reference.firstMedia(isForward: false)
        let associations =
            isOfOnePath
            ? reference.associations : merged.associations(srtpSeenForward: forward, srtpSeenBackward: backward)
        guard
            let index = associations.lastIndex(where: { $0.state == .connected })
                ?? associations.indices.last
        else { return nil }
        return CallAssociation(
            path: first, value: associations[index], isFirst: index == 0, count: associations.count)
    }

    var client: ICEAgent { session.agents[perspective.client] }
    var farEnd: ICEAgent { session.agents[1 - perspective.client] }

    func direction(of stream: CallStream) -> CallDirection {
        stream.sender == perspective.client ? .sent : .received
    }

    func side(of agent: Int) -> CallSide { agent == perspective.client ? .client : .farEnd }

    /// The side that sends in a direction of a path.
    func side(onPath path: Int, isForward: Bool) -> CallSide {
        let source = facts.paths[path].source(isForward: isForward)
        return client.endpoints.contains(source) ? .client : .farEnd
    }

    var hasICE: Bool { facts.paths.contains { !$0.checks.checks.isEmpty } }

    /// Nil where the capture shows neither checks nor servers.
    var iceState: ReportedICEState? {
        let gathered = session.agents.contains { !$0.servers.isEmpty }
        guard hasICE || gathered else { return nil }
        return ReportedICEState(client.states.last { $0.state != .closed }?.state ?? .new)
    }

    /// Nil where media flows and the capture shows no handshake, or not enough of it.
    var dtlsState: ReportedDTLSState? {
        guard let association else { return streams.isEmpty ? .new : nil }
        return handshakeIsUnreadable ? nil : ReportedDTLSState(association.value.state)
    }

    /// The handshake seems not to have finished, but the snap length cut parts of it off.
    var handshakeIsUnreadable: Bool {
        association?.value.state == .connecting && facts.paths.contains { $0.handshakeIsCut }
    }

    var report: CallReport {
        let rtt = RTTJudgement(self)
        let transport = TransportJudgement(self)
        let streamReports = streams.map { report(of: $0) }
        let segments = segments(rtt)
        let quality = QualityJudgement(self, rtt: rtt, streams: streamReports, segments: segments)
        var network = NetworkReport(generator: Generator.name)
        network.segmentSeconds = Int(grid.stepSeconds)
        network.firstPacket = UnixTime(facts.first.time)
        network.lastPacket = UnixTime(facts.last.time)
        network.capture = captureReport
        network.perspective = perspectiveReport
        network.streams = streamReports
        network.transport = transport.total
        network.ice = iceReport(transport)
        network.dtls = dtlsReport
        network.rtt = rtt.report
        let rtcp = RTCPJudgement(self)
        network.rtcp = rtcp.report
        network.setup = setup
        network.timeline = timeline
        network.quality = quality.report
        network.findings =
            FindingsJudgement(
                self, rtt: rtt, quality: quality.report, capture: network.capture, rtcp: rtcp.report
            ).findings
        network.notObservable =
            notObservable(rtt) + notObservable(in: segments) + quality.notObservable + rtcp.notObservable
        network.signalling = signallingReport
        network.related = facts.relatedIDs.map {
            RelatedCall(callID: $0, relation: "carries a stream of the same SSRC in other bytes: another leg")
        }
        let duration = DocumentedUnits.milliseconds(nanoseconds: facts.nanoseconds)
        return CallReport(
            call: CallSummary(
                callID: options.callID ?? CallIdentifier.make(for: facts), durationSeconds: duration / 1000,
                telnyxSessionID: facts.signalled.dialogs.lazy.compactMap(\.telnyxSessionID).first,
                telnyxLegID: facts.signalled.dialogs.lazy.compactMap(\.telnyxLegID).first),
            segments: segments, iceData: iceData, network: network)
    }
}

/// The handshake that protects a call's media.
struct CallAssociation {
    /// Index of the path whose directions `value` speaks of.
    var path: Int
    var value: DTLSAssociation
    /// No other handshake of the call came before it.
    var isFirst: Bool
    /// Handshakes of the call.
    var count: Int
}

/// What made the report.
public enum Generator {
    public static let name = "callwitness 0.1.0"
}
