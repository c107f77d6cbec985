import Analysis
import Testing
import Wire

/// Handshakes as bad networks, odd peers and attackers make them. The client is forward.
@Suite struct DTLSHostileTests {
    @Test("The longest part never comes: at least its size is known")
    func missingPart() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150, 350] { talk.hello13(at: time) }
        talk.remove { $0.bytes.count > 1150 }
        let loss = try #require(try talk.onlyAssociation().sizeLosses.first)
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
        #expect(try once.onlyAssociation().sizeLosses.isEmpty)

        var short = DTLSConversation()
        for time in [0, 50, 150] { short.hello13(at: time) }
        short.remove { $0.bytes.count < 1150 }
        #expect(try short.onlyAssociation().sizeLosses.isEmpty)

        var repaired = DTLSConversation()
        for time in [0, 50, 150] { repaired.hello13(at: time) }
        repaired.remove { $0.bytes.count > 1150 && $0.milliseconds < 150 }
        #expect(try repaired.onlyAssociation().sizeLosses.isEmpty)
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
        let loss = try #require(try talk.onlyAssociation().sizeLosses.first)
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
        let association = try talk.onlyAssociation()
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
        _ = try talk.onlyAssociation()
    }

    // MARK: alerts

    @Test(
        "Every fatal alert ends the handshake, with its name",
        arguments: [10, 40, 42, 47, 48, 51, 70, 71, 80, 109, 120])
    func fatalAlerts(code: UInt8) throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 10, talk.record(.server, .alert, [2, code]))
        let association = try talk.onlyAssociation()
        #expect(association.state == .failed)
        #expect(association.milliseconds(of: .failed) == 10)
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
        #expect(try talk.onlyAssociation().milliseconds(of: .connected) == 30)
    }

    @Test("A fatal alert forged after the handshake does not undo it: only the close is noted")
    func alertAfterwards() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        talk.send(.server, at: 5000, talk.record(.server, .alert, [2, 40]))
        let association = try talk.onlyAssociation()
        #expect(association.state == .connected)
        #expect(association.milliseconds(of: .connected) == 30)
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
        #expect(try talk.onlyAssociation().milliseconds(of: .closed) == 4000)
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
        #expect(try talk.onlyAssociation().milliseconds(of: .closed) == nil)
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
        let association = try talk.onlyAssociation()
        #expect(association.usesConnectionID)
        #expect(association.milliseconds(of: .connected) == 30)
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
        let association = try talk.onlyAssociation()
        #expect(association.usesSTUN)
        #expect(association.retransmissions(isForward: true) == 0)
        #expect(association.retransmissions(isForward: false) == 0)
        #expect(association.milliseconds(of: .connected) == 140)
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
        #expect(associations.map { $0.milliseconds(of: .connected) } == [30, 2030])
        #expect(associations.map { $0.milliseconds(of: .closed) } == [1000, nil])
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
        #expect(association.milliseconds(of: .connected) == 30)
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
