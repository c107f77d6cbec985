import ICE
import Report
import Wire

extension CallJudgement {
    /// Silence shorter than this, with a single check unanswered, is one lost packet and no event.
    private static let notableSilence: Int64 = 5_000_000_000

    /// What happened to the call's ICE and TURN, for the timeline; its states and media stand there by themselves.
    var iceEvents: [TimelineEvent] {
        var events: [TimelineEvent] = []
        func add(_ moment: Moment, _ event: String, _ text: String) {
            let frame = moment.frame > 0 ? moment.frame : nil
            events.append(TimelineEvent(time: UnixTime(moment.time), frame: frame, event: event, text: text))
        }
        for agent in [perspective.client, 1 - perspective.client] {
            let value = session.agents[agent]
            let name = agent == perspective.client ? "client" : "far end"
            for generation in value.generations.dropFirst() {
                add(
                    generation.first, "ice_restart",
                    "new ICE credentials of the \(name): \(generation.usernameFragment)")
            }
            if let first = value.roleConflicts.first {
                add(
                    first, "role_conflict",
                    "\(value.roleConflicts.count) checks of the \(name) refused: 487 role conflict")
            }
            // Where media moves, the timeline says so by itself.
            for selection in value.selections.dropFirst() where selection.basis != .media {
                add(
                    selection.at, "pair_change",
                    "the \(name) sends on \(route(of: agent, selection.pair)) now, as \(selection.basis.rawValue) shows"
                )
            }
            for rebinding in value.rebindings {
                add(
                    rebinding.at, "nat_rebinding",
                    "address of the \(name) changed from \(rebinding.from) to \(rebinding.to) without a restart")
            }
            for index in session.pairs.indices {
                let pair = session.pairs[index]
                for outage in pair.outages[pair.side(of: agent)] where outage.isNotable(Self.notableSilence) {
                    guard let last = outage.lastAnswer else { continue }
                    let place = "on \(route(of: agent, index))"
                    let silence = outage.firstRequest.time.nanoseconds(since: last.time) / 1_000_000
                    add(
                        outage.firstRequest, "consent_lost",
                        "\(outage.requests) checks of the \(name) unanswered \(place), the first \(silence) ms after the last answer"
                    )
                    if let expired = outage.expired {
                        add(Moment(expired, frame: 0), "consent_expired", "consent of the \(name) expired \(place)")
                    }
                    if let regained = outage.regained {
                        add(regained, "consent_regained", "checks of the \(name) are answered again \(place)")
                    }
                }
            }
            for use in value.servers where use.isTURN { addEvents(of: use, add) }
        }
        return events
    }

    private func addEvents(of use: ICEServerUse, _ add: (Moment, String, String) -> Void) {
        let name = "TURN server \(use.server)"
        for grant in use.allocation.grants where grant.isRefresh {
            if grant.lifetime > 0 {
                add(grant.at, "turn_refresh", "\(name) prolonged the allocation by \(grant.lifetime) s")
            } else {
                add(grant.at, "turn_release", "the allocation at \(name) was given back")
            }
        }
        for expiry in use.allocation.expiries(end: facts.last.time) {
            add(Moment(expiry, frame: 0), "turn_expired", "the allocation at \(name) ran out: no refresh in time")
        }
        for error in use.errors where !error.isChallenge {
            guard let first = error.entry.tally.first else { continue }
            add(
                first, "turn_error",
                "\(name) refused \(error.method): \(error.entry.value.code), \(error.entry.tally.count) times")
        }
    }

    /// The way of a pair from an agent's point of view.
    private func route(of agent: Int, _ index: Int) -> String {
        let pair = session.pairs[index]
        let side = pair.side(of: agent)
        return "\(pair.endpoints[side]) > \(pair.endpoints[side.other])"
    }
}

extension ConsentOutage {
    fileprivate func isNotable(_ silence: Int64) -> Bool { requests > 1 && length >= silence }
}
