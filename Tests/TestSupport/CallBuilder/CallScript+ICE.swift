public import Wire

extension CallScript {
    /// A connectivity check (RFC 8445 7.2.2).
    ///
    /// - Parameters:
    ///   - route: from `sender` to `receiver`; their own addresses if nil.
    ///   - answer: seconds until the response passes the tap; nil if none ever does.
    ///   - mapped: what the responder says the check came from; the route's source if nil.
    public mutating func check(
        _ sender: Agent, _ receiver: Agent, at time: Double, nominating: Bool = false, answer: Double? = 0.02,
        mapped: Endpoint? = nil, over route: Route? = nil
    ) {
        let route = route ?? sender.route(to: receiver)
        let id = freshID()
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(.username, text: "\(receiver.fragment):\(sender.fragment)")
        request.append(sender.isControlling ? .iceControlling : .iceControlled, uint64: sender.tieBreaker)
        request.append(.priority, uint32: 110 << 24 | 0xFFFFFF)
        if nominating { request.append(.useCandidate) }
        request.appendMessageIntegrity { _ in [UInt8](repeating: 0xab, count: 20) }
        request.appendFingerprint()
        send(request.bytes, over: route, at: time)
        guard let answer else { return }
        var response = STUNMessageBuilder(.success, .binding, id)
        response.append(.xorMappedAddress, address: mapped ?? sender.endpoint)
        response.appendMessageIntegrity { _ in [UInt8](repeating: 0xcd, count: 20) }
        response.appendFingerprint()
        send(response.bytes, over: route.reversed, at: time + answer)
    }

    /// A check that is refused (RFC 8445 7.3.1.1).
    public mutating func refuse(_ sender: Agent, _ receiver: Agent, at time: Double, with code: STUNErrorCode) {
        let route = sender.route(to: receiver)
        let id = freshID()
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(.username, text: "\(receiver.fragment):\(sender.fragment)")
        request.append(sender.isControlling ? .iceControlling : .iceControlled, uint64: sender.tieBreaker)
        request.append(.priority, uint32: 110 << 24 | 0xFFFFFF)
        request.appendMessageIntegrity { _ in [UInt8](repeating: 0xab, count: 20) }
        send(request.bytes, over: route, at: time)
        var response = STUNMessageBuilder(.error, .binding, id)
        response.append(errorCode: code)
        send(response.bytes, over: route.reversed, at: time + 0.02)
    }

    /// Checks of both sides; the controlling one nominates.
    public mutating func connect(_ one: Agent, _ other: Agent, at time: Double, over route: Route? = nil) {
        check(one, other, at: time, nominating: one.isControlling, over: route)
        check(other, one, at: time + 0.05, nominating: other.isControlling, over: route?.reversed)
    }

    /// Consent checks of one agent (RFC 7675): every `interval` seconds, from the first time until before the second.
    public mutating func consent(
        _ sender: Agent, _ receiver: Agent, from first: Double, to end: Double, every interval: Double = 5,
        answer: Double? = 0.02, over route: Route? = nil
    ) {
        for time in stride(from: first, to: end, by: interval) {
            check(sender, receiver, at: time, answer: answer, over: route)
        }
    }

    /// A Binding request to a STUN server, repeated as RFC 8489 6.2.1 says while it is not answered.
    public mutating func gather(
        _ client: Endpoint, from server: Endpoint, at time: Double, mapped: Endpoint?, tries: Int = 1
    ) {
        let id = freshID()
        let request = STUNMessageBuilder(.request, .binding, id)
        for attempt in 0..<tries {
            send(request.bytes, over: Route(client, server), at: time + 0.5 * Double((1 << attempt) - 1))
        }
        guard let mapped else { return }
        var response = STUNMessageBuilder(.success, .binding, id)
        response.append(.xorMappedAddress, address: mapped)
        send(response.bytes, over: Route(server, client), at: time + 0.03)
    }
}
