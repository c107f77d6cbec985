import ICE
import Wire

/// Who began a SIP call, and who was called.
enum SIPParty: Equatable, Sendable {
    case caller, callee
    var other: SIPParty { self == .caller ? .callee : .caller }
}

/// What was seen of one SIP call: the messages of one Call-ID on every hop, and the descriptions in them.
///
/// A call that forks has one Call-ID and several tags (RFC 3261 12); the answers are kept in the order of their coming.
struct SIPDialog {
    /// A message, with its repetitions.
    struct Event {
        var startLine: SIPStartLine
        var sequence: SIPSequence
        var branch: String?
        var party: SIPParty
        var source: Endpoint
        var destination: Endpoint
        var moment: Moment
        /// Session descriptions aside, why it was sent.
        var reason: String?
        var hasDescription: Bool
        /// The INVITE came within a dialog (RFC 3261 14).
        var isWithinDialog: Bool
        var repetitions = 0
    }

    /// Messages kept: the first ones and the last.
    static let firstEvents = 96
    static let lastEvents = 32
    static let maximumDescriptions = 16

    var callID: String
    var from: SIPAddress?
    var to: SIPAddress?
    var callerTag: String?
    private(set) var events: [Event] = []
    /// Messages that found no room.
    private(set) var omittedEvents = 0
    private(set) var descriptions: [SignalledDescription] = []
    /// User-Agent or Server of either party, the first on the way.
    private(set) var callerSoftware: String?
    private(set) var calleeSoftware: String?
    private(set) var telnyxSessionID: String?
    private(set) var telnyxLegID: String?
    private(set) var last: Moment
    /// The first BYE.
    private(set) var ended: Moment?
    /// CSeq numbers of INVITE and UPDATE requests that carried an offer.
    private var offers: Set<UInt32> = []

    init(_ message: SIPMessage, at moment: Moment) {
        callID = message.callID
        last = moment
        // Where the dialog's begin is not in the capture, whoever asks first counts as the caller.
        from = message.from
        to = message.to
        callerTag = from?.tag
    }

    /// Takes the next message of the call.
    ///
    /// - Returns: the description in it, if it is a new one.
    mutating func observe(
        _ message: SIPMessage, description: SessionDescription?, source: Endpoint, destination: Endpoint,
        at moment: Moment
    ) -> SignalledDescription? {
        guard let sequence = message.sequence else { return nil }
        last = max(last, moment)
        let party = sender(of: message)
        note(message, from: party)
        let event = Event(
            startLine: message.startLine, sequence: sequence, branch: message.branch, party: party, source: source,
            destination: destination, moment: moment, reason: message.reason, hasDescription: description != nil,
            isWithinDialog: message.to?.tag != nil)
        guard add(event) else { return nil }
        if case .request(.bye, _) = message.startLine { ended = ended ?? moment }
        guard let description else { return nil }
        return add(description, of: event)
    }

    private func sender(of message: SIPMessage) -> SIPParty {
        // From names who asks, in the answers too (RFC 3261 8.2.6.2).
        let asking: SIPParty = callerTag == nil || message.from?.tag == callerTag ? .caller : .callee
        if case .request = message.startLine { return asking }
        return asking.other
    }

    private mutating func note(_ message: SIPMessage, from party: SIPParty) {
        switch party {
        case .caller: callerSoftware = callerSoftware ?? message.software
        case .callee: calleeSoftware = calleeSoftware ?? message.software
        }
        telnyxSessionID = telnyxSessionID ?? message.telnyxSessionID
        telnyxLegID = telnyxLegID ?? message.telnyxLegID
        if to?.tag == nil, party == .callee, case .response = message.startLine { to = message.to ?? to }
    }

    /// - Returns: false for a repetition (RFC 3261 17) or for want of room.
    private mutating func add(_ event: Event) -> Bool {
        if let index = events.lastIndex(where: { $0.isRepeated(by: event) }) {
            events[index].repetitions += 1
            return false
        }
        if events.count >= Self.firstEvents + Self.lastEvents {
            events.remove(at: Self.firstEvents)
            omittedEvents += 1
        }
        events.append(event)
        return true
    }

    private mutating func add(_ session: SessionDescription, of event: Event) -> SignalledDescription? {
        var role: SignalledDescription.Role
        switch event.startLine {
        case .request(.acknowledge, _): role = offers.contains(event.sequence.number) ? .offer : .answer
        case .request(.provisionalAcknowledge, _):
            // An offer in a reliable provisional response is answered there (RFC 3262 5).
            let isOpen = descriptions.last.map { $0.role == .offer && $0.party != event.party } ?? false
            role = isOpen ? .answer : .offer
        case .request:
            role = .offer
            if offers.count < 1024 { offers.insert(event.sequence.number) }
        case .response: role = offers.contains(event.sequence.number) ? .answer : .offer
        }
        // The same answer stands in 183 and 200, and the same description on every hop.
        let isKnown = descriptions.contains {
            $0.party == event.party && $0.role == role && $0.session == session
        }
        let description = SignalledDescription(session, role: role, party: event.party, moment: event.moment)
        guard !isKnown || descriptions.last?.isHold != description.isHold else { return nil }
        if descriptions.count >= Self.maximumDescriptions { descriptions.remove(at: Self.maximumDescriptions / 2) }
        descriptions.append(description)
        return description
    }

    // MARK: What happened when

    /// The first sighting of each step: further hops show the same once more.
    var steps: [Event] {
        var seen: [Event] = []
        for event in events where !seen.contains(where: { $0.isSameStep(as: event) }) { seen.append(event) }
        return seen
    }

    /// The request that began the call.
    var invite: Event? {
        events.first { if case .request(.invite, _) = $0.startLine { !$0.isWithinDialog } else { false } }
    }

    /// The first success of an INVITE.
    var answered: Event? { firstResponse(200...299) }
    /// The caller hears it ring, or early media.
    var ringing: Event? { firstResponse(180...189) }
    /// The final refusal of the call, if it never was answered.
    var refused: Event? { answered == nil ? firstResponse(400...699, excluding: [401, 407, 422]) : nil }

    private func firstResponse(_ range: ClosedRange<Int>, excluding: Set<Int> = []) -> Event? {
        events.first { event in
            guard event.sequence.method == .invite, case .response(let status, _) = event.startLine else {
                return false
            }
            return range.contains(status) && !excluding.contains(status)
        }
    }
}

extension SIPDialog.Event {
    fileprivate func isRepeated(by other: SIPDialog.Event) -> Bool {
        startLine == other.startLine && sequence == other.sequence && branch == other.branch
            && source == other.source && destination == other.destination
    }

    fileprivate func isSameStep(as other: SIPDialog.Event) -> Bool {
        guard sequence == other.sequence, party == other.party else { return false }
        switch (startLine, other.startLine) {
        case (.request(let mine, _), .request(let theirs, _)): return mine == theirs
        case (.response(let mine, _), .response(let theirs, _)): return mine == theirs
        default: return false
        }
    }
}
