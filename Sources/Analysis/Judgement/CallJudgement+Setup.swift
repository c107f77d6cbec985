import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// In the order in which a call takes them.
    private enum Step: String {
        case gatheringBegin = "stun_gathering_begin"
        case gatheringDone = "stun_gathering_done"
        case allocationBegin = "turn_allocation_begin"
        case allocationDone = "turn_allocation_done"
        case firstCheckSent = "first_check_sent"
        case firstCheckReceived = "first_check_received"
        case firstCheckAnswered = "first_check_answered"
        case nomination = "nomination"
        case clientHello = "dtls_client_hello"
        case serverHello = "dtls_server_hello"
        case dtlsDone = "dtls_done"
        case firstMediaSent = "first_media_sent"
        case firstMediaReceived = "first_media_received"

        /// Whether this may wait for the other: of those, it waited for the last one that came before it.
        func mayWait(for other: Step) -> Bool {
            switch (self, other) {
            case (.gatheringDone, .gatheringBegin), (.allocationDone, .allocationBegin),
                (.firstCheckSent, .gatheringDone), (.firstCheckSent, .allocationDone),
                (.firstCheckAnswered, .firstCheckSent), (.firstCheckAnswered, .firstCheckReceived),
                (.nomination, .firstCheckAnswered), (.clientHello, .firstCheckAnswered), (.clientHello, .nomination),
                (.serverHello, .clientHello), (.dtlsDone, .clientHello), (.dtlsDone, .serverHello):
                true
            case (.firstMediaSent, _), (.firstMediaReceived, _):
                other == .firstCheckAnswered || other == .nomination || other == .dtlsDone
            default: false
            }
        }
    }

    /// Steps of the call's setup as far as they passed the tap, in order, with what each one waited for.
    var setup: [SetupStep] {
        var moments: [(step: Step, at: Moment)] = []
        func add(_ step: Step, _ moment: Moment?) {
            if let moment { moments.append((step, moment)) }
        }
        for isTURN in [false, true] {
            var (begin, done): (Moment?, Moment?)
            for server in client.servers where server.isTURN == isTURN {
                guard let asked = isTURN ? server.allocate : server.bindings else { continue }
                begin = Moment.earliest(begin, asked.requests.first)
                done = Moment.earliest(done, asked.successes.first)
            }
            add(isTURN ? .allocationBegin : .gatheringBegin, begin)
            add(isTURN ? .allocationDone : .gatheringDone, done)
        }
        var (sent, received, answered, nominated): (Moment?, Moment?, Moment?, Moment?)
        for pair in session.pairs {
            let mine = pair.side(of: perspective.client)
            sent = Moment.earliest(sent, pair.checks[mine].requests.first)
            received = Moment.earliest(received, pair.checks[mine.other].requests.first)
            for side in PathSide.allCases {
                answered = Moment.earliest(answered, pair.checks[side].successes.first)
                nominated = Moment.earliest(nominated, pair.checks[side].nominationSuccesses.first)
            }
        }
        add(.firstCheckSent, sent)
        add(.firstCheckReceived, received)
        add(.firstCheckAnswered, answered)
        add(.nomination, nominated)
        if let association = association?.value {
            for (step, type) in [(Step.clientHello, DTLSHandshakeType.clientHello), (.serverHello, .serverHello)] {
                let flight = association.flights.first { $0.messages.contains(.handshake(type)) }
                add(step, flight.map { Moment($0.firstTime, frame: $0.firstFrame) })
            }
            let done = association.change(to: .connected)
            add(.dtlsDone, done.map { Moment($0.time, frame: $0.frame ?? 0) })
        }
        add(.firstMediaSent, firstMedia(.sent))
        add(.firstMediaReceived, firstMedia(.received))
        return waterfall(moments)
    }

    private func waterfall(_ moments: [(step: Step, at: Moment)]) -> [SetupStep] {
        var reports: [SetupStep] = []
        reports.reserveCapacity(moments.count)
        let order = moments.indices.sorted { (moments[$0].at.time, $0) < (moments[$1].at.time, $1) }
        for index in order {
            let (step, moment) = moments[index]
            // Of two at the same moment the later step: it waited for the other.
            let after = moments.reversed().filter { step.mayWait(for: $0.step) && $0.at.time <= moment.time }
                .max { $0.at < $1.at }
            reports.append(
                SetupStep(
                    step: step.rawValue, time: UnixTime(moment.time), frame: moment.frame > 0 ? moment.frame : nil,
                    milliseconds: DocumentedUnits.milliseconds(
                        nanoseconds: moment.time.nanoseconds(since: facts.first.time)),
                    after: after?.step.rawValue,
                    durationMilliseconds: after.map {
                        DocumentedUnits.milliseconds(nanoseconds: moment.time.nanoseconds(since: $0.at.time))
                    }))
        }
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
