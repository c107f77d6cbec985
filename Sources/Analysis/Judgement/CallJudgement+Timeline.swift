import ICE
import Media
import Report
import Wire

extension CallJudgement {
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
            for change in dtlsStateChanges(of: perspective.client) {
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
        events += iceEvents
        for step in signallingEvents { add(step.moment, step.event, step.text) }
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
            start: UnixTime(nanoseconds: start.multipliedReportingOverflow(by: 1_000_000_000).0),
            stepSeconds: Int(step))
        let payload = payloadCount(of: stream)
        var bytes: [Int] = []
        series.packets.reserveCapacity(figures.seconds.count)
        series.lost.reserveCapacity(figures.seconds.count)
        bytes.reserveCapacity(payload == nil ? 0 : figures.seconds.count)
        for second in figures.seconds {
            // Steps without a packet repeat the one before; a pause longer than any call keeps is not filled.
            let position = Int((second.second - start) / step)
            guard position < Self.counterCapacity else { break }
            while series.packets.count < position, let packets = series.packets.last, let lost = series.lost.last {
                series.packets.append(packets)
                series.lost.append(lost)
                if let last = bytes.last { bytes.append(last) }
            }
            series.packets.append(Int(second.unique))
            series.lost.append(Int(second.lost))
            if let payload { bytes.append(payload.bytes(at: second)) }
        }
        series.payloadBytes = payload == nil ? nil : bytes
        return series
    }

    private static var counterCapacity: Int { 16384 }
}
