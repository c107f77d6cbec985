public import Wire

extension DTLSAssociationTracker {
    /// The associations of the path in their order: one as a rule, another for every ClientHello with a new random.
    ///
    /// - Parameters:
    ///   - srtpSeenForward: when the lower endpoint's first SRTP packet on this path passed.
    ///   - srtpSeenBackward: the other's.
    public func associations(
        srtpSeenForward: Timestamp? = nil, srtpSeenBackward: Timestamp? = nil
    ) -> [DTLSAssociation] {
        var generations: [[DTLSRecordFact]] = []
        var randoms: [Bool: ArraySlice<UInt8>] = [:]
        var seen = Set<DTLSRecordFact.Identity>(minimumCapacity: handshake.head.count + protected.head.count)
        for fact in inOrder where seen.insert(fact.identity).inserted {
            if let random = clientRandom(of: fact) {
                // RFC 6347 section 4.2.1, RFC 8446 section 4.1.2: a second ClientHello keeps the random.
                if let earlier = randoms[fact.isForward], earlier != random { generations.append([]) }
                randoms[fact.isForward] = random
            }
            if generations.isEmpty { generations.append([]) }
            generations[generations.count - 1].append(fact)
        }
        return generations.compactMap { facts in
            DTLSJudgement(
                facts: facts, store: fragments, srtpForward: srtpSeenForward, srtpBackward: srtpSeenBackward
            )?.association
        }
    }

    /// Both logs as one, in the order of the capture.
    private var inOrder: [DTLSRecordFact] {
        let left = handshake.elements
        let right = protected.elements
        var merged: [DTLSRecordFact] = []
        merged.reserveCapacity(left.count + right.count)
        var next = 0
        for fact in left {
            while next < right.count, (right[next].frame, right[next].index) < (fact.frame, fact.index) {
                merged.append(right[next])
                next += 1
            }
            merged.append(fact)
        }
        return merged + right[next...]
    }

    private func clientRandom(of fact: DTLSRecordFact) -> ArraySlice<UInt8>? {
        guard case .handshake(let header, let index) = fact.content, index >= 0, header.type == .clientHello,
            header.fragmentOffset == 0, fragments.fragments[index].bytes.count >= 34
        else { return nil }
        return fragments.fragments[index].bytes[2..<34]
    }
}

/// From the facts of one association to what they say.
struct DTLSJudgement {
    let facts: [DTLSRecordFact]
    let store: DTLSFragmentStore
    private(set) var association: DTLSAssociation

    init?(
        facts: [DTLSRecordFact], store: DTLSFragmentStore, srtpForward: Timestamp?, srtpBackward: Timestamp?
    ) {
        guard let first = facts.first, let last = facts.last else { return nil }
        self.facts = facts
        self.store = store
        association = DTLSAssociation(firstTime: first.time, firstFrame: first.frame, lastTime: last.time)
        association.clientIsForward = clientIsForward
        association.usesConnectionID = facts.contains(where: \.hasConnectionID)
        association.usesSTUN = facts.contains(where: \.isInSTUN)
        association.alerts = facts.compactMap { fact in
            switch fact.content {
            case .alert(let alert):
                DTLSAlertEvent(time: fact.time, frame: fact.frame, isForward: fact.isForward, alert: alert)
            case .encryptedAlert:
                DTLSAlertEvent(time: fact.time, frame: fact.frame, isForward: fact.isForward, alert: nil)
            default: nil
            }
        }
        readMessages()
        let progress = DTLSProgress(
            facts: facts, association: association, srtpForward: srtpForward, srtpBackward: srtpBackward)
        association.stateChanges = progress.stateChanges
        // What comes once it is connected is traffic.
        association.flights = DTLSFlight.flights(of: facts.filter { progress.isHandshake($0) })
        association.missesDirection = missesDirection
        association.sizeLosses = DTLSSizeLoss.losses(in: facts)
        if association.state == .connecting, !association.missesDirection {
            association.stuck = DTLSStuck(association, progress)
        }
    }

    /// Told by the messages that only one side sends.
    private var clientIsForward: Bool? {
        for fact in facts {
            guard case .handshake(let header, _) = fact.content else { continue }
            switch header.type {
            case .clientHello, .clientKeyExchange: return fact.isForward
            case .serverHello, .helloVerifyRequest, .helloRequest, .serverKeyExchange, .serverHelloDone,
                .certificateRequest, .newSessionTicket:
                return !fact.isForward
            default: continue
            }
        }
        return nil
    }

    /// Everything comes from one side, and some of it answers the other.
    private var missesDirection: Bool {
        facts.allSatisfy { $0.isForward == facts[0].isForward }
            && facts.contains { fact in
                switch fact.content {
                case .handshake(let header, _): header.type != .clientHello
                case .alert: false
                default: true
                }
            }
    }

    private mutating func readMessages() {
        for message in messages() {
            let isClients = message.isForward == association.clientIsForward
            switch message.type {
            case .clientHello where isClients:
                association.clientHelloIsIncomplete = !message.isComplete
                guard message.isComplete, let hello = try? DTLSClientHello(parsing: message.bytes.span) else { break }
                association.clientHello = hello
            case .serverHello where !isClients:
                association.serverHelloIsIncomplete = !message.isComplete
                guard message.isComplete, let hello = try? DTLSServerHello(parsing: message.bytes.span) else { break }
                if hello.isHelloRetryRequest {
                    association.hasHelloRetryRequest = true
                } else {
                    association.serverHello = hello
                    association.group = hello.extensions.selectedGroup ?? association.group
                }
            case .helloVerifyRequest: association.hasHelloVerifyRequest = true
            case .certificate:
                guard message.isComplete, let range = try? DTLSCertificateMessage(parsing: message.bytes.span).first
                else { break }
                if isClients {
                    association.clientCertificate = Array(message.bytes[range])
                } else if association.clientIsForward != nil {
                    association.serverCertificate = Array(message.bytes[range])
                }
            case .serverKeyExchange:
                // The named curve stands in its first three bytes.
                guard let exchange = try? DTLSServerKeyExchange(parsing: message.bytes.span) else { break }
                association.group = exchange.namedGroup
            default: break
            }
        }
        association.version = association.serverHello?.negotiatedVersion ?? versionOfRecords
    }

    /// Without a ServerHello: the unified header is DTLS 1.3's alone, and the plaintext headers of encrypted records
    /// carry the negotiated version.
    private var versionOfRecords: DTLSVersion? {
        if facts.contains(where: { $0.content == .unified }) { return .dtls13 }
        return facts.first { $0.epoch > 0 }?.version
    }

    private struct Message {
        var isForward: Bool
        var type: DTLSHandshakeType
        var bytes: [UInt8]
        var isComplete: Bool
    }

    /// The kept messages, put together from their fragments, in the order of their first ones.
    private func messages() -> [Message] {
        struct Key: Hashable {
            var isForward: Bool
            var type: DTLSHandshakeType
            var sequence: UInt16
            var length: Int
        }
        var order: [Key] = []
        var indices: [Key: [Int]] = [:]
        for fact in facts {
            guard case .handshake(let header, let index) = fact.content else { continue }
            guard DTLSFragmentStore.keeps(header.type) else { continue }
            let key = Key(
                isForward: fact.isForward, type: header.type, sequence: header.messageSequence,
                length: header.messageLength)
            if indices[key] == nil { order.append(key) }
            if index >= 0, !indices[key, default: []].contains(index) { indices[key, default: []].append(index) }
        }
        return order.map { key in
            let message = store.message(from: indices[key] ?? [])
            return Message(
                isForward: key.isForward, type: key.type, bytes: message?.bytes ?? [],
                isComplete: message?.isComplete ?? false)
        }
    }
}
