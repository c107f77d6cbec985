import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// Steps of the call's setup as far as they passed the tap, in order, with what each one waited for.
    var setup: [SetupStep] {
        var steps: [String: Moment] = [:]
        func add(_ name: String, _ moment: Moment?) { steps[name] = moment }
        for (name, isTURN) in [("stun_gathering", false), ("turn_allocation", true)] {
            let asked = client.servers.filter { $0.isTURN == isTURN }.compactMap { isTURN ? $0.allocate : $0.bindings }
            add("\(name)_begin", Self.first(asked) { $0.requests.first })
            add("\(name)_done", Self.first(asked) { $0.successes.first })
        }
        var checks: [CallSide: [TransactionSummary]] = [:]
        for pair in session.pairs {
            let mine = pair.side(of: perspective.client)
            checks[.client, default: []].append(pair.checks[mine])
            checks[.farEnd, default: []].append(pair.checks[mine.other])
        }
        add("first_check_sent", Self.first(checks[.client, default: []]) { $0.requests.first })
        add("first_check_received", Self.first(checks[.farEnd, default: []]) { $0.requests.first })
        add("first_check_answered", Self.first(checks.values.joined()) { $0.successes.first })
        add("nomination", Self.first(checks.values.joined()) { $0.nominationSuccesses.first })
        if let association = association?.value {
            for (name, type) in [
                ("dtls_client_hello", DTLSHandshakeType.clientHello), ("dtls_server_hello", .serverHello),
            ] {
                let flight = association.flights.first { $0.messages.contains(.handshake(type)) }
                add(name, flight.map { Moment($0.firstTime, frame: $0.firstFrame) })
            }
            let done = association.change(to: .connected)
            add("dtls_done", done.map { Moment($0.time, frame: $0.frame ?? 0) })
        }
        add("first_media_sent", firstMedia(.sent))
        add("first_media_received", firstMedia(.received))
        return waterfall(steps)
    }

    private static func first(
        _ all: some Sequence<TransactionSummary>, _ moment: (TransactionSummary) -> Moment?
    ) -> Moment? {
        all.reduce(nil as Moment?) { Moment.earliest($0, moment($1)) }
    }

    /// What each step may wait for: of those, it waited for the last one that came before it.
    private static let prerequisites: [(step: String, waitsFor: [String])] = {
        let gathered = ["stun_gathering_done", "turn_allocation_done"]
        let connected = ["first_check_answered", "nomination"]
        return [
            ("stun_gathering_begin", []), ("stun_gathering_done", ["stun_gathering_begin"]),
            ("turn_allocation_begin", []), ("turn_allocation_done", ["turn_allocation_begin"]),
            ("first_check_sent", gathered), ("first_check_received", []),
            ("first_check_answered", ["first_check_sent", "first_check_received"]),
            ("nomination", ["first_check_answered"]),
            ("dtls_client_hello", connected), ("dtls_server_hello", ["dtls_client_hello"]),
            ("dtls_done", ["dtls_client_hello", "dtls_server_hello"]),
            ("first_media_sent", connected + ["dtls_done"]), ("first_media_received", connected + ["dtls_done"]),
        ]
    }()

    private func waterfall(_ moments: [String: Moment]) -> [SetupStep] {
        var steps: [(at: Moment, report: SetupStep)] = []
        for (name, waitsFor) in Self.prerequisites {
            guard let moment = moments[name] else { continue }
            let earlier = waitsFor.compactMap { name in moments[name].map { (name: name, at: $0) } }
            // Of two at the same moment the later in the list: it waited for the other.
            let after = earlier.reversed().filter { $0.at.time <= moment.time }.max { $0.at < $1.at }
            let step = SetupStep(
                step: name, time: UnixTime(moment.time), frame: moment.frame > 0 ? moment.frame : nil,
                milliseconds: DocumentedUnits.milliseconds(
                    nanoseconds: moment.time.nanoseconds(since: facts.first.time)),
                after: after?.name,
                durationMilliseconds: after.map {
                    DocumentedUnits.milliseconds(nanoseconds: moment.time.nanoseconds(since: $0.at.time))
                })
            steps.append((moment, step))
        }
        let order = steps.indices.sorted { (steps[$0].at.time, $0) < (steps[$1].at.time, $1) }
        var reports = order.map { steps[$0].report }
        let costliest = reports.indices.max {
            (reports[$0].durationMilliseconds ?? -1) < (reports[$1].durationMilliseconds ?? -1)
        }
        if let costliest, reports[costliest].durationMilliseconds != nil { reports[costliest].isCostliest = true }
        return reports
    }

    func firstMedia(_ direction: CallDirection) -> Moment? {
        streams.filter { self.direction(of: $0) == direction }
            .map { Moment($0.figures.firstTime, frame: $0.figures.firstFrame) }.min()
    }
}
