public import Wire

/// Where a handshake that never finished stands.
public struct DTLSStuck: Hashable, Sendable {
    public enum Flight: String, Hashable, Sendable {
        case clientHello
        /// The one that answers a HelloVerifyRequest or HelloRetryRequest.
        case secondClientHello
        case serverHello
        case clientFinished
        case serverFinished
    }

    /// The flight that never comes, or never comes whole.
    public var missing: Flight
    /// The direction in which nothing arrives.
    public var isForward: Bool
    /// Datagrams of that direction pass the tap all the same: they are lost after it.
    public var passesTap: Bool
    /// The last flight that brought the handshake on.
    public var since: Timestamp
    public var sinceFrame: UInt64
    /// Flights that were repeated since then.
    public var retransmissions: Int
}

extension DTLSStuck {
    /// `association` never got beyond connecting.
    init?(_ association: DTLSAssociation, _ progress: DTLSProgress) {
        guard let last = association.flights.last, let clientIsForward = association.clientIsForward else { return nil }
        let flights = association.flights
        let client = flights.filter { $0.isForward == clientIsForward }
        let server = flights.filter { $0.isForward != clientIsForward }
        func has(_ flights: [DTLSFlight], _ type: DTLSHandshakeType) -> Bool {
            flights.contains { $0.messages.contains(.handshake(type)) }
        }
        let clientFinished = client.contains { $0.isProtected }
        let serverFinished = server.contains { $0.messages.contains(.encryptedHandshake) }
        let helloCount = Set(
            progress.facts.compactMap { fact -> UInt16? in
                guard case .handshake(let header, _) = fact.content, header.type == .clientHello else { return nil }
                return header.messageSequence
            }
        ).count
        let asksAgain = association.hasHelloVerifyRequest || association.hasHelloRetryRequest
        let isAnswered = association.serverHello != nil || association.serverHelloIsIncomplete

        if progress.finishIsUnheard {
            (missing, isForward, passesTap) = (.serverFinished, !clientIsForward, true)
        } else if clientFinished, !serverFinished {
            missing = .serverFinished
            // The server repeating itself has not heard the client; else its answer is what is missing here.
            let finishTime = client.first { $0.isProtected }?.lastTime ?? last.lastTime
            let serverRepeats = server.contains { $0.isRetransmission && $0.firstTime > finishTime }
            (isForward, passesTap) = serverRepeats ? (clientIsForward, true) : (!clientIsForward, false)
        } else if association.clientHelloIsIncomplete, !isAnswered {
            (missing, isForward, passesTap) = (.clientHello, clientIsForward, false)
        } else if client.isEmpty {
            (missing, isForward, passesTap) = (.clientHello, clientIsForward, false)
        } else if !isAnswered, asksAgain, helloCount < 2 {
            missing = .secondClientHello
            let repeats = client.contains(where: \.isRetransmission)
            (isForward, passesTap) = repeats ? (!clientIsForward, true) : (clientIsForward, false)
        } else if !isAnswered || association.serverHelloIsIncomplete && association.serverHello == nil {
            (missing, isForward, passesTap) = (.serverHello, !clientIsForward, false)
        } else {
            missing = .clientFinished
            let answer = server.first { $0.messages.contains(.handshake(.serverHello)) }?.lastTime ?? last.lastTime
            // The client repeating itself has not heard the server.
            let clientRepeats = client.contains { $0.isRetransmission && $0.firstTime > answer }
            (isForward, passesTap) = clientRepeats ? (!clientIsForward, true) : (clientIsForward, false)
        }
        let advance = flights.last { !$0.isRetransmission && !$0.isAcknowledgement } ?? last
        since = advance.lastTime
        sinceFrame = advance.lastFrame
        retransmissions = flights.count { $0.isRetransmission && $0.firstTime > advance.lastTime }
    }
}

extension DTLSFlight {
    /// Ends with what only the finished key exchange allows.
    var isProtected: Bool {
        messages.contains { $0 == .encryptedHandshake || $0 == .protected(epochBits: 2) }
    }

    /// Nothing but DTLS 1.3's application epoch, which before `connected` acknowledges.
    var isAcknowledgement: Bool {
        messages.allSatisfy { $0 == .protected(epochBits: 3) || $0 == .acknowledgement }
    }
}
