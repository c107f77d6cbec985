import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// Steps of the call's setup as far as they passed the tap, in order.
    var setup: [SetupStep] {
        var steps: [(name: String, moment: Moment?)] = []
        for (name, isTURN) in [("stun_gathering", false), ("turn_allocation", true)] {
            let uses = client.servers.filter { $0.isTURN == isTURN }
            let asked = uses.reduce(nil as Moment?) { first, use in
                Moment.earliest(first, (isTURN ? use.allocate : use.bindings)?.requests.first)
            }
            let answered = uses.reduce(nil as Moment?) { first, use in
                Moment.earliest(first, (isTURN ? use.allocate : use.bindings)?.successes.first)
            }
            steps += [("\(name)_begin", asked), ("\(name)_done", answered)]
        }
        let checks = session.pairs.flatMap { [$0.checks.lower, $0.checks.upper] }
        func first(_ moment: (TransactionSummary) -> Moment?) -> Moment? {
            checks.reduce(nil as Moment?) { Moment.earliest($0, moment($1)) }
        }
        steps.append(("first_check", first(\.requests.first)))
        steps.append(("first_check_answered", first(\.successes.first)))
        steps.append(("nomination", first(\.nominationSuccesses.first)))
        if let association = association?.value {
            for (name, state) in [("dtls_begin", DTLSState.connecting), ("dtls_done", .connected)] {
                let change = association.change(to: state)
                steps.append((name, change.map { Moment($0.time, frame: $0.frame ?? 0) }))
            }
        }
        for (name, direction) in [("first_media_sent", CallDirection.sent), ("first_media_received", .received)] {
            steps.append((name, firstMedia(direction)))
        }
        return steps.compactMap { step -> (String, Moment)? in step.moment.map { (step.name, $0) } }
            .enumerated().sorted { ($0.element.1.time, $0.offset) < ($1.element.1.time, $1.offset) }
            .map { _, step in
                SetupStep(
                    step: step.0, time: UnixTime(step.1.time), frame: step.1.frame > 0 ? step.1.frame : nil,
                    milliseconds: DocumentedUnits.milliseconds(
                        nanoseconds: step.1.time.nanoseconds(since: facts.first.time)))
            }
    }

    func firstMedia(_ direction: CallDirection) -> Moment? {
        streams.filter { self.direction(of: $0) == direction }
            .map { Moment($0.figures.firstTime, frame: $0.figures.firstFrame) }.min()
    }

    var timeline: CallTimeline {
        var events: [TimelineEvent] = []
        func add(_ moment: Moment, _ event: String, _ text: String) {
            events.append(
                TimelineEvent(
                    time: UnixTime(moment.time), frame: moment.frame > 0 ? moment.frame : nil, event: event, text: text)
            )
        }
        if hasICE || !client.servers.isEmpty {
            for change in client.states { add(change.at, "ice_state", "ICE state \(change.state.rawValue)") }
        }
        for use in client.servers {
            if let granted = use.allocation.allocations.entries.first, let moment = granted.tally.first {
                add(moment, "turn_allocation", "TURN server \(use.server) allocated \(granted.value.relayed)")
            }
            if let refusal = use.refusal, let moment = refusal.tally.first {
                add(moment, "turn_refused", "TURN server \(use.server) refused: \(refusal.value.code)")
            }
        }
        if let path = association?.path, let association = association?.value {
            for change in association.stateChanges {
                add(
                    Moment(change.time, frame: change.frame ?? 0), "dtls_state",
                    "DTLS state \(change.state.rawValue)")
            }
            for event in association.alerts {
                let text = event.alert.map { $0.description.name ?? "\($0.description.rawValue)" } ?? "encrypted"
                let sender = side(onPath: path, isForward: event.isForward)
                add(
                    Moment(event.time, frame: event.frame), "dtls_alert",
                    "DTLS alert from the \(sender == .client ? "client" : "far end"): \(text)")
            }
        }
        for agent in [perspective.client, 1 - perspective.client] {
            let taken = session.agents[agent].pathsTaken
            for (index, path) in taken.enumerated() {
                guard let first = path.media.first else { continue }
                let pair = session.pairs[path.pair]
                let mine = pair.side(of: agent)
                let name = agent == perspective.client ? "client" : "far end"
                let route = "\(pair.endpoints[mine]) > \(pair.endpoints[mine.other])"
                add(
                    first, index == 0 ? "media_begin" : "path_change",
                    index == 0 ? "first media of the \(name) on \(route)" : "media of the \(name) moves to \(route)")
            }
        }
        events.sort { ($0.time, $0.frame ?? .max) < ($1.time, $1.frame ?? .max) }
        return CallTimeline(events: events, counters: streams.map { counters(of: $0) })
    }

    /// Cumulative counters, one step after the other without gaps, so that another report can be compared at any time.
    private func counters(of stream: CallStream) -> CounterSeries {
        let figures = stream.figures
        let step = figures.secondStep
        let start = figures.seconds.first?.second ?? 0
        var series = CounterSeries(
            stream: SynchronizationSource(stream.ssrc), direction: direction(of: stream),
            start: UnixTime(nanoseconds: (start + step).multipliedReportingOverflow(by: 1_000_000_000).0),
            stepSeconds: Int(step))
        var bytes: [Int]? = cipher.tagLength == nil ? nil : []
        for second in figures.seconds {
            // Steps without a packet repeat the one before; a pause longer than any call keeps is not filled.
            let position = Int((second.second - start) / step)
            guard position < Self.counterCapacity else { break }
            while series.packets.count < position, let packets = series.packets.last, let lost = series.lost.last {
                series.packets.append(packets)
                series.lost.append(lost)
                if let last = bytes?.last { bytes?.append(last) }
            }
            series.packets.append(Int(second.unique))
            series.lost.append(Int(second.lost))
            if let value = payloadBytes(of: stream, at: second) { bytes?.append(value) }
        }
        series.payloadBytes = bytes
        return series
    }

    private static var counterCapacity: Int { 16384 }
}
