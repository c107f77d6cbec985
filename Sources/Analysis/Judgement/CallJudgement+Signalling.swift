import ICE
import Media
import Report
import Wire

extension CallJudgement {
    var signallingReport: SignallingReport? {
        guard !facts.signalled.isEmpty else { return nil }
        return SignallingReport(
            dialogs: facts.signalled.dialogs.map { report(of: $0) },
            given: facts.signalled.given.map { report(of: $0, side: side(describedBy: $0)) })
    }

    /// The agent that sent the INVITE, by the addresses that its descriptions name.
    static func caller(_ facts: CallFacts, _ session: ICESession) -> Int? {
        let parties = session.agents.map { facts.signalled.party(at: $0.endpoints) }
        guard let known = parties.firstIndex(where: { $0 != nil }), parties[known] != parties[1 - known] else {
            return nil
        }
        return parties[known] == .caller ? known : 1 - known
    }

    private func side(of party: SIPParty) -> CallSide? {
        Self.caller(facts, session).map { side(of: party == .caller ? $0 : 1 - $0) }
    }

    private func side(describedBy description: SignalledDescription) -> CallSide? {
        if let party = description.party { return side(of: party) }
        let fits = session.agents.indices.filter { agent in
            !session.agents[agent].endpoints.isDisjoint(with: description.endpoints)
                || session.agents[agent].generations.contains { description.fragments.contains($0.usernameFragment) }
        }
        return fits.count == 1 ? side(of: fits[0]) : nil
    }

    // MARK: Timeline

    /// Steps of the dialogs, as events: name, text, moment.
    var signallingEvents: [(moment: Moment, event: String, text: String)] {
        facts.signalled.dialogs.flatMap { dialog in
            let holds = dialog.descriptions.filter(\.isHold).compactMap(\.moment)
            return dialog.steps.prefix(Self.signallingEventCapacity).compactMap { step in
                step.eventName.map { (step.moment, $0, Self.text(of: step, isHold: holds.contains(step.moment))) }
            }
        }
    }

    private static func text(of step: SIPDialog.Event, isHold: Bool) -> String {
        let party = step.party == .caller ? "the caller" : "the called side"
        let reason = step.reason.map { ", reason \($0)" } ?? ""
        return "SIP \(step.startLine.text) of \(party), \(step.source) > \(step.destination)"
            + (isHold ? ", on hold" : "") + reason
    }

    private static var signallingEventCapacity: Int { 64 }

    // MARK: Reports

    private func report(of dialog: SIPDialog) -> SIPDialogReport {
        SIPDialogReport(
            callID: dialog.callID, from: dialog.from?.uri, to: dialog.to?.uri, callerSide: side(of: .caller),
            callerSoftware: dialog.callerSoftware, calleeSoftware: dialog.calleeSoftware, state: dialog.state,
            messages: dialog.events.map { event in
                SIPMessageReport(
                    time: UnixTime(event.moment.time), frame: event.moment.frame, message: event.startLine.text,
                    sequence: "\(event.sequence.number) \(event.sequence.method.rawValue)",
                    from: TransportAddress(event.source), to: TransportAddress(event.destination),
                    repetitions: event.repetitions)
            },
            omittedMessages: dialog.omittedEvents,
            descriptions: dialog.descriptions.map { report(of: $0, side: side(describedBy: $0)) })
    }

    private func report(of description: SignalledDescription, side: CallSide?) -> SessionDescriptionReport {
        SessionDescriptionReport(
            role: description.role.map { $0 == .offer ? .offer : .answer }, side: side,
            time: description.moment.map { UnixTime($0.time) }, frame: description.moment?.frame,
            file: description.file, media: description.session.media.map { MediaSectionReport($0) },
            unreadableLines: description.session.unreadableLines)
    }
}

extension SIPDialog {
    var state: ReportedDialogState {
        if ended != nil { return .ended }
        if answered != nil { return .established }
        let isCancelled = events.contains { if case .request(.cancel, _) = $0.startLine { true } else { false } }
        return isCancelled ? .cancelled : refused == nil ? .calling : .refused
    }
}

extension SIPDialog.Event {
    /// Nil for what happens in every call and says nothing.
    fileprivate var eventName: String? {
        switch startLine {
        case .request(.invite, _): return isWithinDialog ? "sip_reinvite" : "sip_invite"
        case .request(.acknowledge, _): return "sip_ack"
        case .request(.bye, _): return "sip_bye"
        case .request(.cancel, _): return "sip_cancel"
        case .request(.update, _): return hasDescription ? "sip_update" : nil
        case .request(.refer, _): return "sip_refer"
        case .request: return nil
        case .response(let status, _):
            guard sequence.method == .invite else { return nil }
            switch status {
            case 180: return "sip_ringing"
            case 181...199: return "sip_progress"
            case 200...299: return "sip_answered"
            case 401, 407: return "sip_challenged"
            case 300...699: return "sip_refused"
            default: return nil
            }
        }
    }
}

extension SIPStartLine {
    fileprivate var text: String {
        switch self {
        case .request(let method, _): method.rawValue
        case .response(let status, let reason): reason.isEmpty ? "\(status)" : "\(status) \(reason)"
        }
    }
}

extension MediaSectionReport {
    fileprivate init(_ section: MediaDescription) {
        let attributes = section.attributes
        let control = section.controlEndpoint.flatMap { $0 == section.endpoint ? nil : TransportAddress($0) }
        let keying: ReportedKeying =
            !attributes.fingerprints.isEmpty
            ? .dtls : !attributes.crypto.isEmpty ? .sdes : section.isSRTP ? .unknown : .clear
        self.init(
            kind: section.kind, transport: section.transport,
            endpoint: section.endpoint.map { TransportAddress($0) }, controlEndpoint: control,
            isRefused: section.isRefused, direction: (attributes.direction ?? .sendrecv).rawValue,
            codecs: section.payloadTypes.map { type in
                let number = Int(type.rawValue)
                if let codec = attributes.codecs.last(where: { $0.payloadType == type }) {
                    return "\(number) \(codec.name)/\(codec.clockRate.rawValue)"
                }
                return StaticPayloadType(type).map { "\(number) \($0.codec)/\($0.clockRate.rawValue)" } ?? "\(number)"
            },
            candidates: attributes.candidates.count, keying: keying)
    }
}
