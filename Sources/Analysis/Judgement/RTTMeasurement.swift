import ICE
import Media
import Report
import Wire

/// Round trips that one kind of transaction shows on one part of the path.
struct RTTMeasurement {
    var span: ReportedRTTSpan
    var source: ReportedRTTSource
    /// An upper bound rather than a measurement.
    var isBound = false
    var series: SampleSeries
}

extension RTTMeasurement {
    /// Connectivity and consent checks on the pairs in use: those of the client measure tap to far end and back, those
    /// of the far end client to tap.
    static func checks(_ call: CallJudgement) -> [RTTMeasurement] {
        func used(by agent: ICEAgent) -> Set<Int> {
            Set(agent.pathsTaken.map(\.pair) + [agent.selected?.pair].compactMap(\.self))
        }
        let sent = used(by: call.client)
        // The two directions may run on different pairs for good; the far end checks its own.
        let all = sent.union(used(by: call.farEnd))
        var halves = (near: SampleSeries(), far: SampleSeries())
        for index in all.sorted() {
            let pair = call.session.pairs[index]
            let mine = pair.side(of: call.perspective.client)
            if sent.contains(index) { halves.far.append(pair.checks[mine].roundTrips) }
            halves.near.append(pair.checks[mine.other].roundTrips)
        }
        return [
            RTTMeasurement(span: .clientToTap, source: .stun, series: halves.near),
            RTTMeasurement(span: .tapToFarEnd, source: .stun, series: halves.far),
        ]
    }

    /// Time stamps that came back in readable RTCP (RFC 3550 6.4.1, RFC 3611 4.5).
    static func control(_ call: CallJudgement) -> [RTTMeasurement] {
        var halves = (near: SampleSeries(), far: SampleSeries())
        for index in call.facts.paths.indices where call.facts.paths[index].hasClearControl {
            let roundTrips = call.facts.paths[index].control.roundTrips
            for (series, isLower) in [(roundTrips.toLower, true), (roundTrips.toUpper, false)] {
                let isNear = call.side(onPath: index, isForward: isLower) == .client
                for entry in series.entries {
                    if isNear {
                        halves.near.observe(entry.value, at: entry.time)
                    } else {
                        halves.far.observe(entry.value, at: entry.time)
                    }
                }
            }
        }
        return [
            RTTMeasurement(span: .clientToTap, source: .rtcp, series: halves.near),
            RTTMeasurement(span: .tapToFarEnd, source: .rtcp, series: halves.far),
        ]
    }

    /// What the client's TURN servers answered.
    static func relays(_ call: CallJudgement) -> [RTTMeasurement] {
        var series = SampleSeries()
        for use in call.client.servers where use.isTURN { series.append(use.relayRoundTrips) }
        // Beside the client nothing is missing on the way to the server.
        let span = call.tap.place == .client ? ReportedRTTSpan.clientToTURN : .tapToTURN
        return [RTTMeasurement(span: span, source: .turn, series: series)]
    }

    /// A DTLS flight and the one that answers it: the responder's computing time is in it, so it is a bound.
    static func handshake(_ call: CallJudgement) -> [RTTMeasurement] {
        guard let path = call.association?.path, let flights = call.association?.value.flights else { return [] }
        var near = SampleSeries()
        var far = SampleSeries()
        for (question, answer) in zip(flights, flights.dropFirst())
        where question.isForward != answer.isForward && !question.isRetransmission && !answer.isRetransmission
            && question.isHandshake && answer.isHandshake
        {
            let elapsed = answer.firstTime.nanoseconds(since: question.lastTime)
            guard elapsed >= 0 else { continue }
            if call.side(onPath: path, isForward: answer.isForward) == .client {
                near.observe(elapsed, at: answer.firstTime)
            } else {
                far.observe(elapsed, at: answer.firstTime)
            }
        }
        return [
            RTTMeasurement(span: .clientToTap, source: .dtls, isBound: true, series: near),
            RTTMeasurement(span: .tapToFarEnd, source: .dtls, isBound: true, series: far),
        ]
    }
}

extension DTLSFlight {
    /// A part of the handshake, which the other side answers at once.
    fileprivate var isHandshake: Bool {
        switch messages.first {
        case .handshake, .encryptedHandshake, .changeCipherSpec, .protected(epochBits: 2): true
        default: false
        }
    }
}
