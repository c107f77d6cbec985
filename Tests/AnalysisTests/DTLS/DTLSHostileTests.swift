import Analysis
import Testing
import Wire

/// Handshakes as bad networks, odd peers and attackers make them. The client is forward.
@Suite struct DTLSHostileTests {
    private func only(_ talk: DTLSConversation) throws -> DTLSAssociation {
        let associations = talk.track().associations()
        try #require(associations.count == 1)
        return associations[0]
    }

    private func state(_ association: DTLSAssociation, _ state: DTLSState) -> Int? {
        association.change(to: state).map { Int($0.time.nanoseconds / 1_000_000) }
    }

    // MARK: time and retransmission

    @Test("Duration and waiting: two repeats of the hello, one of the client's flight")
    func waiting() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150] { talk.hello12(at: time) }
        talk.serverFlight12(at: 160)
        talk.clientFlight12(at: 170)
        talk.clientFlight12(at: 220)
        talk.serverFinished12(at: 230)
        let association = try only(talk)
        #expect(association.duration == 230_000_000)
        #expect(association.retransmissionWait == 200_000_000)
        #expect(association.transmission(before: 2) == 1)
        #expect(association.transmission(before: 1) == 0)
    }

    @Test("Both sides repeat at once: the time is counted once")
    func overlappingWaits() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFlight12(at: 60)
        talk.clientFlight12(at: 70)
        talk.serverFinished12(at: 80)
        let association = try only(talk)
        #expect(association.duration == 80_000_000)
        // The server's from 10 to 60, the client's from 20 to 70.
        #expect(association.retransmissionWait == 60_000_000)
    }

    @Test("Nothing is known of the duration while it has not connected")
    func openEnd() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.hello12(at: 50)
        let association = try only(talk)
        #expect(association.duration == nil)
        #expect(association.retransmissionWait == nil)
    }

    @Test("A flight is repeated in other datagrams and fragments: still the same flight")
    func changedFragmentation() throws {
        var talk = DTLSConversation()
        let body = DTLSConversation.clientHello(is13: true)
        talk.send(.client, at: 0, talk.handshake(.client, .clientHello, 0, body))
        for (time, size) in [(50, 500), (150, 300)] {
            for begin in stride(from: 0, to: body.count, by: size) {
                let range = begin..<min(begin + size, body.count)
                talk.send(.client, at: time, talk.handshake(.client, .clientHello, 0, body, range))
            }
        }
        talk.serverFlight13(at: 160)
        let association = try only(talk)
        #expect(association.clientHello != nil)
        #expect(association.retransmissions(isForward: true) == 2)
        #expect(association.sizeLosses.isEmpty)
    }

    @Test("A repeated flight that holds a message more: one flight, one repetition")
    func grownFlight() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 10, talk.handshake(.server, .serverHello, 0, DTLSConversation.serverHello()))
        talk.hello12(at: 50)
        talk.serverFlight12(at: 60)
        talk.clientFlight12(at: 70)
        talk.serverFinished12(at: 80)
        let association = try only(talk)
        #expect(association.retransmissions(isForward: false) == 1)
        #expect(association.flights[3].messages.contains(.handshake(.serverHelloDone)))
        #expect(association.transmission(before: 3) == 1)
    }

    // MARK: cookies and retries

    @Test("Cookie exchange, its first hello lost twice: the repeats are repeats, the second hello is none")
    func cookieAfterLoss() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.hello12(at: 50)
        var request: [UInt8] = []
        DTLSHelloVerifyRequest(cookie: [1, 2]).serialize(into: &request)
        talk.send(.server, at: 60, talk.handshake(.server, .helloVerifyRequest, 0, request))
        talk.hello12(at: 70, cookie: [1, 2], messageSequence: 1)
        talk.serverFlight12(at: 80, from: 1)
        talk.clientFlight12(at: 90, from: 2)
        talk.serverFinished12(at: 100)
        let association = try only(talk)
        #expect(association.hasHelloVerifyRequest)
        #expect(association.retransmissions(isForward: true) == 1)
        #expect(association.clientHello?.cookie == [1, 2])
        #expect(state(association, .connected) == 100)
    }

    @Test("A flood of cookie requests with other cookies changes nothing")
    func cookieFlood() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        for number in 0..<50 {
            var request: [UInt8] = []
            DTLSHelloVerifyRequest(cookie: [UInt8(number)]).serialize(into: &request)
            talk.send(.server, at: 1 + number, talk.handshake(.server, .helloVerifyRequest, 0, request))
        }
        talk.hello12(at: 60, cookie: [49], messageSequence: 1)
        talk.serverFlight12(at: 80, from: 1)
        talk.clientFlight12(at: 90, from: 2)
        talk.serverFinished12(at: 100)
        #expect(state(try only(talk), .connected) == 100)
    }

    @Test("HelloRetryRequest and the whole handshake behind it")
    func helloRetry() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        let retry = DTLSConversation.serverHello(random: DTLSServerHello.helloRetryRequestRandom, is13: true)
        talk.send(.server, at: 10, talk.handshake(.server, .serverHello, 0, retry))
        talk.send(.client, at: 20, talk.handshake(.client, .clientHello, 1, DTLSConversation.clientHello(is13: true)))
        talk.send(
            .server, at: 30,
            talk.handshake(.server, .serverHello, 1, DTLSConversation.serverHello(is13: true))
                + talk.ciphertext(.server, epoch: 2, 400))
        talk.clientFlight13(at: 40)
        talk.acknowledgement13(at: 50)
        let association = try only(talk)
        #expect(association.hasHelloRetryRequest)
        #expect(association.version == .dtls13)
        #expect(state(association, .connected) == 40)
        #expect(association.duration == 40_000_000)
        #expect(association.retransmissionWait == 0)
    }

    // MARK: lost by size

    @Test("The longest part never comes: at least its size is known")
    func missingPart() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150, 350] { talk.hello13(at: time) }
        talk.remove { $0.bytes.count > 1150 }
        let loss = try #require(try only(talk).sizeLosses.first)
        #expect(loss.isForward)
        #expect(loss.shortestLost == 1200)
        #expect(loss.longestPassed < 400)
        #expect(loss.transmissions == 4)
        #expect(loss.frames == [1, 2, 3, 4])
    }

    @Test("Lost once, or the short part lost, or repaired later: not by size")
    func noSizeLoss() throws {
        var once = DTLSConversation()
        once.hello13(at: 0)
        once.remove { $0.bytes.count > 1150 }
        #expect(try only(once).sizeLosses.isEmpty)

        var short = DTLSConversation()
        for time in [0, 50, 150] { short.hello13(at: time) }
        short.remove { $0.bytes.count < 1150 }
        #expect(try only(short).sizeLosses.isEmpty)

        var repaired = DTLSConversation()
        for time in [0, 50, 150] { repaired.hello13(at: time) }
        repaired.remove { $0.bytes.count > 1150 && $0.milliseconds < 150 }
        #expect(try only(repaired).sizeLosses.isEmpty)
    }

    @Test("The server's certificate is what is too long")
    func certificateTooLong() throws {
        var talk = DTLSConversation()
        let message = DTLSConversation.certificate([UInt8](repeating: 5, count: 1600))
        for time in [10, 1010, 3010] {
            talk.hello12(at: time - 10)
            talk.send(.server, at: time, talk.handshake(.server, .serverHello, 0, DTLSConversation.serverHello()))
            talk.send(.server, at: time + 1, talk.handshake(.server, .certificate, 1, message, 1300..<message.count))
        }
        let loss = try #require(try only(talk).sizeLosses.first)
        #expect(!loss.isForward)
        #expect(loss.shortestLost == 1325)
    }

    @Test("Fragments that lie about their lengths: nothing breaks, no size is invented")
    func lyingFragments() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        for time in 1..<20 {
            // A message of 2^24 - 1 bytes, of which the last byte is sent again and again.
            var bytes: [UInt8] = [22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 1, UInt8(time), 0, 13]
            bytes += [11, 0xff, 0xff, 0xff, 0, 9, 0xff, 0xff, 0xfe, 0, 0, 1, 0]
            talk.send(.server, at: time, bytes)
        }
        let association = try only(talk)
        #expect(association.serverCertificate == nil)
        #expect(association.sizeLosses.allSatisfy { $0.shortestLost > 0 && $0.transmissions >= 2 })
    }

    @Test("Fragments beyond their message are no evidence")
    func fragmentBeyondMessage() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        for time in 1..<5 {
            var bytes: [UInt8] = [22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 1, UInt8(time), 0, 13]
            bytes += [11, 0, 0, 4, 0, 9, 0, 0xff, 0xff, 0, 0, 1, 0]
            talk.send(.server, at: time, bytes)
        }
        _ = try only(talk)
    }

    // MARK: alerts

    @Test(
        "Every fatal alert ends the handshake, with its name",
        arguments: [10, 40, 42, 47, 48, 51, 70, 71, 80, 109, 120])
    func fatalAlerts(code: UInt8) throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 10, talk.record(.server, .alert, [2, code]))
        let association = try only(talk)
        #expect(association.state == .failed)
        #expect(state(association, .failed) == 10)
        #expect(association.alerts.first?.alert?.description.name != nil)
        #expect(association.stuck == nil)
    }

    @Test("A warning alert in clear ends nothing")
    func warning() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 5, talk.record(.server, .alert, [1, 100]))
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        #expect(state(try only(talk), .connected) == 30)
    }

    @Test("A fatal alert forged after the handshake does not undo it: only the close is noted")
    func alertAfterwards() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        talk.send(.server, at: 5000, talk.record(.server, .alert, [2, 40]))
        let association = try only(talk)
        #expect(association.state == .connected)
        #expect(state(association, .connected) == 30)
    }

    @Test("DTLS 1.3 encrypts alerts: one is known by its size alone, whatever the cipher's tag", arguments: [19, 11])
    func encryptedAlerts(length: Int) throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        talk.clientFlight13(at: 20)
        talk.acknowledgement13(at: 30)
        talk.send(.server, at: 4000, talk.ciphertext(.server, epoch: 3, length))
        talk.send(.client, at: 4010, talk.ciphertext(.client, epoch: 3, length))
        #expect(state(try only(talk), .closed) == 4000)
    }

    @Test("Data of other sizes at the end is no close", arguments: [10, 12, 18, 20, 35, 400])
    func noAlert(length: Int) throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        talk.clientFlight13(at: 20)
        talk.acknowledgement13(at: 30)
        talk.send(.server, at: 4000, talk.ciphertext(.server, epoch: 3, length))
        talk.send(.client, at: 4010, talk.ciphertext(.client, epoch: 3, length))
        #expect(state(try only(talk), .closed) == nil)
    }

    // MARK: connection ids, STUN

    @Test("Connection ids in DTLS 1.2 (RFC 9146): followed to the close")
    func connectionIDs() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        talk.send(.client, at: 40, talk.record(.client, .tls12CID, epoch: 1, [UInt8](repeating: 1, count: 60)))
        let association = try only(talk)
        #expect(association.usesConnectionID)
        #expect(state(association, .connected) == 30)
    }

    @Test("The whole handshake in STUN, each part twice: nothing is a retransmission")
    func allInSTUN() throws {
        var talk = DTLSConversation()
        let hello = talk.handshake(.client, .clientHello, 0, DTLSConversation.clientHello(is13: true))
        for time in [0, 60] { talk.send(.client, at: time, hello, isInSTUN: true) }
        let answer =
            talk.handshake(.server, .serverHello, 0, DTLSConversation.serverHello(is13: true))
            + talk.ciphertext(.server, epoch: 2, 300)
        for time in [70, 130] { talk.send(.server, at: time, answer, isInSTUN: true) }
        let finished = talk.ciphertext(.client, epoch: 2, 200)
        for time in [140, 200] { talk.send(.client, at: time, finished, isInSTUN: true) }
        talk.acknowledgement13(at: 210)
        let association = try only(talk)
        #expect(association.usesSTUN)
        #expect(association.retransmissions(isForward: true) == 0)
        #expect(association.retransmissions(isForward: false) == 0)
        #expect(state(association, .connected) == 140)
    }

    // MARK: one handshake after another

    @Test("A new association after the close: both are known, each with its states")
    func afterClose() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        talk.send(.client, at: 1000, talk.record(.client, .alert, epoch: 1, [UInt8](repeating: 1, count: 26)))
        let random = [UInt8](repeating: 0x33, count: 32)
        talk.send(
            .client, at: 2000, talk.handshake(.client, .clientHello, 0, DTLSConversation.clientHello(random: random)))
        talk.serverFlight12(at: 2010)
        talk.clientFlight12(at: 2020)
        talk.serverFinished12(at: 2030)
        let associations = talk.track().associations()
        try #require(associations.count == 2)
        #expect(associations.map { state($0, .connected) } == [30, 2030])
        #expect(associations.map { state($0, .closed) } == [1000, nil])
        #expect(associations.map(\.duration) == [30_000_000, 30_000_000])
    }

    @Test("A second handshake that gets stuck leaves the first one connected")
    func secondStuck() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        let random = [UInt8](repeating: 0x33, count: 32)
        for time in [2000, 2050, 2150] {
            talk.send(
                .client, at: time,
                talk.handshake(.client, .clientHello, 0, DTLSConversation.clientHello(random: random)))
        }
        let associations = talk.track().associations()
        try #require(associations.count == 2)
        #expect(associations[0].state == .connected)
        #expect(associations[1].state == .connecting)
        #expect(associations[1].stuck?.missing == .serverHello)
        #expect(associations[1].stuck?.retransmissions == 2)
    }

    @Test("Roles that change from one association to the next are kept apart")
    func rolesSwapped() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        let random = [UInt8](repeating: 0x44, count: 32)
        talk.send(
            .server, at: 1000, talk.handshake(.server, .clientHello, 0, DTLSConversation.clientHello(random: random)))
        let association = try #require(talk.track().associations().first)
        #expect(association.clientIsForward == true)
        #expect(state(association, .connected) == 30)
    }

    // MARK: every byte

    @Test("Every prefix of every datagram, and every byte changed: no trap, times in order")
    func mutations() {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        for (position, datagram) in talk.datagrams.enumerated() {
            for length in stride(from: 0, to: datagram.bytes.count, by: 3) {
                observe(talk, replacing: position, with: Array(datagram.bytes.prefix(length)))
            }
            for index in stride(from: 0, to: datagram.bytes.count, by: 5) {
                var bytes = datagram.bytes
                bytes[index] ^= 0xff
                observe(talk, replacing: position, with: bytes)
            }
        }
    }

    private func observe(_ talk: DTLSConversation, replacing position: Int, with bytes: [UInt8]) {
        var tracker = DTLSAssociationTracker()
        for (index, datagram) in talk.datagrams.enumerated() {
            let payload = index == position ? bytes : datagram.bytes
            tracker.observe(
                payload.span, originalLength: payload.count, isForward: datagram.isForward,
                time: DTLSConversation.time(datagram.milliseconds), frame: UInt64(index + 1))
        }
        for association in tracker.associations() {
            #expect(association.firstTime <= association.lastTime)
            #expect((association.duration ?? 0) >= (association.retransmissionWait ?? 0))
        }
    }
}
