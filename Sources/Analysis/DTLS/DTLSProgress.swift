internal import Wire

/// How far a handshake came, and when.
struct DTLSProgress {
    /// A reply that keeps being asked for again has not arrived, though it passed the tap.
    static let unansweredRepeats = 3
    /// A single alert-sized record nearer to the handshake's end than this may be an empty acknowledgement.
    static let closeAfter: Int64 = 1_000_000_000

    let facts: [DTLSRecordFact]
    let clientIsForward: Bool?
    private(set) var stateChanges: [DTLSStateChange] = []
    /// Both sides' last flights passed the tap, but the client went on asking.
    private(set) var finishIsUnheard = false
    private var connectedTime: Timestamp?

    init(
        facts: [DTLSRecordFact], association: DTLSAssociation, srtpForward: Timestamp?, srtpBackward: Timestamp?
    ) {
        self.facts = facts
        clientIsForward = association.clientIsForward
        guard let first = facts.first else { return }
        stateChanges.append(
            DTLSStateChange(state: .connecting, time: first.time, frame: first.frame, evidence: .firstRecord))
        let srtp = Self.srtpFromBothSides(srtpForward, srtpBackward, notBefore: first.time, facts)
        let handshake = [bothFinished, protectedFlights, dataFromBothSides].compactMap { $0 }
            .min { $0.time < $1.time }
        let failure = failure
        if let srtp, handshake.map({ srtp.time < $0.time }) ?? true {
            connect(srtp)
        } else if let handshake, failure.map({ handshake.time <= $0.time }) ?? true {
            let clientSpoke = clientIsForward.map { ($0 ? srtpForward : srtpBackward) != nil } ?? true
            if srtp != nil || clientSpoke || repeatsByClient(after: handshake.time) < Self.unansweredRepeats {
                connect(handshake)
            } else {
                finishIsUnheard = true
            }
        } else if let failure {
            stateChanges.append(failure)
        }
        if let close { stateChanges.append(close) }
    }

    private mutating func connect(_ change: DTLSStateChange) {
        stateChanges.append(change)
        connectedTime = change.time
    }

    /// Whether a record belongs to the handshake, or to its end, rather than to what is sent once it is done.
    func isHandshake(_ fact: DTLSRecordFact) -> Bool {
        guard fact.isProtected, let connectedTime else { return true }
        return fact.time <= connectedTime
    }

    // MARK: connected

    private var bothFinished: DTLSStateChange? {
        guard
            let forward = facts.first(where: { $0.isForward && $0.content == .encryptedHandshake }),
            let backward = facts.first(where: { !$0.isForward && $0.content == .encryptedHandshake })
        else { return nil }
        let later = forward.time > backward.time ? forward : backward
        return DTLSStateChange(state: .connected, time: later.time, frame: later.frame, evidence: .bothFinished)
    }

    /// A protected flight of the client, then the server's first record of epoch 3: its acknowledgement. Epoch 3 from
    /// the server alone only acknowledges a repeated ClientHello.
    private var protectedFlights: DTLSStateChange? {
        var flight: [Bool: Bool] = [:]
        for fact in facts where fact.content == .unified {
            if fact.epoch == 2, clientIsForward ?? fact.isForward == fact.isForward {
                flight[fact.isForward] = true
            } else if fact.epoch == 3, flight[!fact.isForward] == true {
                return DTLSStateChange(
                    state: .connected, time: fact.time, frame: fact.frame, evidence: .protectedFlights)
            }
        }
        return nil
    }

    /// Application data of both sides: what a capture that begins later shows.
    private var dataFromBothSides: DTLSStateChange? {
        var isSeen: [Bool: Bool] = [:]
        for fact in facts {
            let isData = fact.content == .applicationData || fact.content == .unified && fact.epoch == 3
            guard isData else { continue }
            isSeen[fact.isForward] = true
            if isSeen[!fact.isForward] == true {
                return DTLSStateChange(
                    state: .connected, time: fact.time, frame: fact.frame, evidence: .applicationData)
            }
        }
        return nil
    }

    /// SRTP before a hello belongs to an earlier association.
    private static func srtpFromBothSides(
        _ forward: Timestamp?, _ backward: Timestamp?, notBefore start: Timestamp, _ facts: [DTLSRecordFact]
    ) -> DTLSStateChange? {
        guard let forward, let backward else { return nil }
        let hasHello = facts.contains {
            guard case .handshake(let header, _) = $0.content else { return false }
            return header.type == .clientHello || header.type == .serverHello
        }
        if hasHello, min(forward, backward) < start { return nil }
        return DTLSStateChange(
            state: .connected, time: max(forward, backward, start), frame: nil, evidence: .srtpFromBothSides)
    }

    /// Flights of the client's that say again what it had said before `time`.
    private func repeatsByClient(after time: Timestamp) -> Int {
        guard let clientIsForward else { return 0 }
        return DTLSFlight.flights(of: facts).count {
            $0.isForward == clientIsForward && $0.isRetransmission && $0.firstTime > time
        }
    }

    // MARK: the end

    /// A fatal alert in the clear, or an encrypted one while a Finished is still missing.
    private var failure: DTLSStateChange? {
        for fact in facts {
            switch fact.content {
            case .alert(let alert) where alert.level == .fatal: break
            case .encryptedAlert: break
            default: continue
            }
            return DTLSStateChange(state: .failed, time: fact.time, frame: fact.frame, evidence: .alert)
        }
        return nil
    }

    private var close: DTLSStateChange? {
        guard let connectedTime else { return nil }
        let after = facts.filter { $0.time >= connectedTime }
        for fact in after {
            switch fact.content {
            case .encryptedAlert, .alert:
                return DTLSStateChange(state: .closed, time: fact.time, frame: fact.frame, evidence: .alert)
            default: continue
            }
        }
        let last = [true, false].compactMap { isForward in
            after.last { $0.isForward == isForward && $0.content == .unified }
        }.filter { Self.isAlertSized($0) }
        let isClose =
            last.count == 2
            || last.count == 1 && last[0].time.nanoseconds(since: connectedTime) >= Self.closeAfter
        guard isClose, let first = last.min(by: { $0.time < $1.time }) else { return nil }
        return DTLSStateChange(state: .closed, time: first.time, frame: first.frame, evidence: .alertSizedRecord)
    }

    /// Two bytes of alert, one of content type, and an AEAD tag of 16 or (CCM_8) 8 bytes, in an application epoch.
    private static func isAlertSized(_ fact: DTLSRecordFact) -> Bool {
        fact.epoch == 3 && (fact.byteCount == 19 || fact.byteCount == 11)
    }
}
