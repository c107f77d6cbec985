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
    private var handshakeEnd: Timestamp?

    init(
        facts: [DTLSRecordFact], association: DTLSAssociation, srtpForward: Timestamp?, srtpBackward: Timestamp?
    ) {
        self.facts = facts
        clientIsForward = association.clientIsForward
        guard let first = facts.first else { return }
        let srtp = srtp(srtpForward, srtpBackward, from: first.time)
        guard hasHandshake else {
            // The capture begins later: whoever protects records had the keys by then.
            connect(srtp ?? change(.connected, first, .applicationData))
            if let close { stateChanges.append(close) }
            return
        }
        stateChanges.append(change(.connecting, first, .firstRecord))
        let protectedFlights = protectedFlights
        let handshake = [bothFinished, protectedFlights?.change, data].compactMap { $0 }.min { $0.time < $1.time }
        let failure = failure
        if let srtp, handshake.map({ srtp.time < $0.time }) ?? true {
            connect(srtp)
        } else if let handshake, failure.map({ handshake.time <= $0.time }) ?? true {
            let clientSpoke = clientIsForward.map { ($0 ? srtpForward : srtpBackward) != nil } ?? true
            if srtp != nil || clientSpoke || repeatsByClient(after: handshake.time) < Self.unansweredRepeats {
                connect(handshake)
                if let protectedFlights { handshakeEnd = max(handshake.time, protectedFlights.answered) }
            } else {
                finishIsUnheard = true
            }
        } else if let failure {
            stateChanges.append(failure)
        }
        if let close { stateChanges.append(close) }
    }

    private func change(
        _ state: DTLSState, _ fact: DTLSRecordFact, _ evidence: DTLSStateChange.Evidence
    ) -> DTLSStateChange {
        DTLSStateChange(state: state, time: fact.time, frame: fact.frame, evidence: evidence)
    }

    private var hasHandshake: Bool {
        facts.contains { fact in
            switch fact.content {
            case .handshake, .encryptedHandshake, .changeCipherSpec, .alert: true
            case .unified: fact.epoch == 2
            default: false
            }
        }
    }

    private mutating func connect(_ change: DTLSStateChange) {
        stateChanges.append(change)
        connectedTime = change.time
        handshakeEnd = change.time
    }

    /// Whether a record belongs to the handshake, or to its end, rather than to what is sent once it is done.
    func isHandshake(_ fact: DTLSRecordFact) -> Bool {
        guard fact.isProtected, let handshakeEnd else { return true }
        return fact.time <= handshakeEnd
    }

    // MARK: connected

    private var bothFinished: DTLSStateChange? {
        guard
            let forward = facts.first(where: { $0.isForward && $0.content == .encryptedHandshake }),
            let backward = facts.first(where: { !$0.isForward && $0.content == .encryptedHandshake })
        else { return nil }
        let later = forward.time > backward.time ? forward : backward
        return change(.connected, later, .bothFinished)
    }

    /// A protected flight of the client, then the server's first record of epoch 3: its acknowledgement. Epoch 3 from
    /// the server alone only acknowledges a repeated ClientHello. The client is connected when it sends that flight, the
    /// server when it gets it, so its time counts, not the answer's.
    private var protectedFlights: (change: DTLSStateChange, answered: Timestamp)? {
        var flight: [Bool: DTLSRecordFact] = [:]
        for fact in facts where fact.content == .unified {
            if fact.epoch == 2, clientIsForward ?? fact.isForward == fact.isForward {
                flight[fact.isForward] = fact
            } else if fact.epoch == 3, let finished = flight[!fact.isForward] {
                return (change(.connected, finished, .protectedFlights), fact.time)
            }
        }
        return nil
    }

    /// Application data of both sides, or of a client that has sent its Finished: it does not speak before the end.
    private var data: DTLSStateChange? {
        var isSeen: [Bool: Bool] = [:]
        var clientIsFinished = false
        for fact in facts {
            let isClients = fact.isForward == clientIsForward
            if isClients, fact.content == .encryptedHandshake || fact.content == .unified && fact.epoch == 2 {
                clientIsFinished = true
            }
            guard fact.content == .applicationData && fact.epoch > 0 || fact.content == .unified && fact.epoch == 3
            else { continue }
            isSeen[fact.isForward] = true
            if isSeen[!fact.isForward] == true || isClients && clientIsFinished {
                return change(.connected, fact, .applicationData)
            }
        }
        return nil
    }

    /// SRTP from both sides, or from the one side that the capture holds at all. SRTP before a hello belongs to an
    /// earlier association.
    private func srtp(_ forward: Timestamp?, _ backward: Timestamp?, from start: Timestamp) -> DTLSStateChange? {
        let hasHello = facts.contains {
            guard case .handshake(let header, _) = $0.content else { return false }
            return header.type == .clientHello || header.type == .serverHello
        }
        let forward = forward.flatMap { hasHello && $0 < start ? nil : $0 }
        let backward = backward.flatMap { hasHello && $0 < start ? nil : $0 }
        if let forward, let backward {
            return DTLSStateChange(
                state: .connected, time: max(forward, backward, start), frame: nil, evidence: .srtpFromBothSides)
        }
        guard let one = forward ?? backward, facts.allSatisfy({ $0.isForward == (forward != nil) }) else { return nil }
        return DTLSStateChange(state: .connected, time: max(one, start), frame: nil, evidence: .srtpFromOneSide)
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
            return change(.failed, fact, .alert)
        }
        return nil
    }

    private var close: DTLSStateChange? {
        guard let connectedTime else { return nil }
        let after = facts.filter { $0.time >= connectedTime }
        for fact in after {
            switch fact.content {
            case .encryptedAlert, .alert:
                return change(.closed, fact, .alert)
            default: continue
            }
        }
        let last = [true, false].compactMap { isForward in
            after.last { $0.isForward == isForward && $0.content == .unified }
        }.filter { Self.isAlertSized($0) }
        let isClose =
            last.count == 2
            || last.count == 1
                && (!hasHandshake || last[0].time.nanoseconds(since: connectedTime) >= Self.closeAfter)
        guard isClose, let first = last.min(by: { $0.time < $1.time }) else { return nil }
        return change(.closed, first, .alertSizedRecord)
    }

    /// Two bytes of alert, one of content type, and an AEAD tag of 16 or (CCM_8) 8 bytes, in an application epoch.
    private static func isAlertSized(_ fact: DTLSRecordFact) -> Bool {
        fact.epoch == 3 && (fact.byteCount == 19 || fact.byteCount == 11)
    }
}
