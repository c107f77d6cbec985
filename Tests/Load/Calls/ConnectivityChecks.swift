import Wire

/// A call's ICE: checks of both sides and a pair that fails (RFC 8445), then consent (RFC 7675).
struct ConnectivityChecks {
    let clientFragment: String
    let serverFragment: String
    private let addresses: CallAddresses
    private let tieBreakers: (client: UInt64, server: UInt64)
    /// From the tap to the far end and back; the client is nearby.
    let roundTrip: Int64

    init(_ addresses: CallAddresses, _ random: inout SeededRandom) {
        self.addresses = addresses
        clientFragment = random.credential(4)
        serverFragment = random.credential(8)
        tieBreakers = (random.next(), random.next())
        roundTrip = 5_000_000 + Int64(random.below(75_000_000))
    }

    /// Until the controlling client has nominated its pair.
    func establish(at time: Int64, _ random: inout SeededRandom) -> [ScriptedDatagram] {
        var script = check(isForward: true, at: time, &random)
        script += check(isForward: false, at: time + 3_000_000, &random)
        for wait: Int64 in [1_000_000, 501_000_000, 1_501_000_000] {
            script += check(isForward: true, at: time + wait, isAnswered: false, &random)
        }
        return script + check(isForward: true, at: time + roundTrip + 4_000_000, isNominating: true, &random)
    }

    func consent(at time: Int64, _ random: inout SeededRandom) -> [ScriptedDatagram] {
        check(isForward: true, at: time, isNominating: true, &random)
            + check(isForward: false, at: time + 400_000, &random)
    }

    private func check(
        isForward: Bool, at time: Int64, isNominating: Bool = false, isAnswered: Bool = true,
        _ random: inout SeededRandom
    ) -> [ScriptedDatagram] {
        let id = STUNTransactionID(UInt32(truncatingIfNeeded: random.next()), random.next())
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(
            .username,
            text: isForward ? "\(serverFragment):\(clientFragment)" : "\(clientFragment):\(serverFragment)")
        if isNominating { request.append(.useCandidate) }
        request.append(
            isForward ? .iceControlling : .iceControlled, uint64: isForward ? tieBreakers.client : tieBreakers.server)
        // Of a peer-reflexive candidate (RFC 8445 7.1.1), as it would be.
        request.append(.priority, uint32: 110 << 24 | 0x7FFF << 8 | 0xFF)
        seal(&request, &random)
        var script = [
            ScriptedDatagram(time: time, isForward: isForward, isToDeadServer: !isAnswered, bytes: request.bytes)
        ]
        if isAnswered {
            var response = STUNMessageBuilder(.success, .binding, id)
            response.append(.xorMappedAddress, address: isForward ? addresses.client : addresses.server)
            seal(&response, &random)
            script.append(
                ScriptedDatagram(
                    time: time + (isForward ? roundTrip : 1_000_000), isForward: !isForward, bytes: response.bytes))
        }
        return script
    }

    /// MESSAGE-INTEGRITY of a password that nobody knows is as good as random.
    private func seal(_ message: inout STUNMessageBuilder, _ random: inout SeededRandom) {
        message.appendMessageIntegrity { _ in random.bytes(20) }
        message.appendFingerprint()
    }
}
