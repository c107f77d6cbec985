import ICE
import Media
import Report
import Wire

/// From a call's facts to its report: who is the client, which streams there are, what state everything is in.
struct CallJudgement {
    let facts: CallFacts
    let options: AnalysisOptions
    let health: CaptureHealth
    let session: ICESession
    let perspective: PerspectiveJudgement
    /// The handshake that protects the media: the last one that connected, else the last one.
    let association: (path: Int, value: DTLSAssociation)?
    let cipher: CipherJudgement
    let streams: [CallStream]
    let grid: SegmentGrid

    init(_ facts: CallFacts, options: AnalysisOptions, health: CaptureHealth) {
        self.facts = facts
        self.options = options
        self.health = health
        let session = facts.iceSession(closed: facts.closed)
        self.session = session
        perspective = PerspectiveJudgement(facts, session: session, clientNetworks: options.clientNetworks)
        let all = facts.paths.indices.flatMap { index in facts.paths[index].dtls.map { (path: index, value: $0) } }
            .sorted { $0.value.firstFrame < $1.value.firstFrame }
        association = all.last { $0.value.state == .connected } ?? all.last
        cipher = CipherJudgement(facts, association: association?.value)
        streams = CallStream.streams(of: facts) { endpoint in
            session.agents[1].endpoints.contains(endpoint) && !session.agents[0].endpoints.contains(endpoint) ? 1 : 0
        }
        grid = SegmentGrid(from: facts.first.time, to: facts.last.time, stepSeconds: options.intervalSeconds)
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

    /// Nil where media flows and the capture shows no handshake.
    var dtlsState: ReportedDTLSState? {
        if let association { return ReportedDTLSState(association.value.state) }
        return streams.isEmpty ? .new : nil
    }

    var report: CallReport {
        let rtt = RTTJudgement(self)
        let findings = FindingsJudgement(self, rtt: rtt).findings
        var network = NetworkReport(generator: Generator.name)
        network.segmentSeconds = Int(grid.stepSeconds)
        network.firstPacket = UnixTime(facts.first.time)
        network.lastPacket = UnixTime(facts.last.time)
        network.capture = captureReport
        network.perspective = perspectiveReport
        network.streams = streams.map { report(of: $0) }
        network.ice = iceReport
        network.dtls = dtlsReport
        network.rtt = rtt.report
        network.setup = setup
        network.timeline = timeline
        network.quality = quality(rtt)
        network.findings = findings
        network.notObservable = notObservable(rtt)
        network.related = facts.relatedIDs.map {
            RelatedCall(callID: $0, relation: "carries a stream of the same SSRC in other bytes: another leg")
        }
        let duration = DocumentedUnits.milliseconds(nanoseconds: facts.last.time.nanoseconds(since: facts.first.time))
        return CallReport(
            call: CallSummary(
                callID: options.callID ?? CallIdentifier.make(for: facts), durationSeconds: duration / 1000),
            segments: segments(rtt), iceData: iceData, network: network)
    }
}

/// What made the report.
public enum Generator {
    public static let name = "callwitness 0.1.0"
}
