import Analysis
import Testing
import Wire

@Suite struct DTLSAssociationTests {
    private func judge(
        _ conversation: DTLSConversation, srtpFromClient: Int? = nil, srtpFromServer: Int? = nil
    ) throws -> DTLSAssociation {
        let associations = conversation.track().associations(
            srtpSeenForward: srtpFromClient.map(DTLSConversation.time),
            srtpSeenBackward: srtpFromServer.map(DTLSConversation.time))
        #expect(associations.count == 1)
        return try #require(associations.first)
    }

    private func states(_ association: DTLSAssociation) -> [String] {
        association.stateChanges.map { "\($0.state) \($0.time.nanoseconds / 1_000_000)" }
    }

    @Test("DTLS 1.2 with a HelloVerifyRequest, all in the clear up to Finished, and closed")
    func full12() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        var request: [UInt8] = []
        DTLSHelloVerifyRequest(cookie: [1, 2, 3]).serialize(into: &request)
        talk.send(.server, at: 10, talk.handshake(.server, .helloVerifyRequest, 0, request))
        talk.hello12(at: 20, cookie: [1, 2, 3], messageSequence: 1)
        talk.serverFlight12(at: 30, from: 1)
        talk.clientFlight12(at: 40, from: 2)
        talk.serverFinished12(at: 50)
        talk.send(.client, at: 9000, talk.record(.client, .alert, epoch: 1, [UInt8](repeating: 1, count: 26)))
        let association = try judge(talk)
        #expect(association.clientIsForward == true)
        #expect(association.version == .dtls12)
        #expect(association.cipherSuite?.name == "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
        #expect(association.group == .x25519)
        #expect(association.hasHelloVerifyRequest)
        #expect(!association.hasHelloRetryRequest)
        #expect(association.offeredProfiles == DTLSConversation.profiles)
        #expect(association.chosenProfile == .aes128CMSHA1Tag80)
        #expect(association.clientCertificate == DTLSConversation.clientCertificate)
        #expect(association.serverCertificate == DTLSConversation.serverCertificate)
        #expect(states(association) == ["connecting 0", "connected 50", "closed 9000"])
        #expect(association.change(to: .connected)?.frame == 6)
        #expect(association.change(to: .connected)?.evidence == .bothFinished)
        #expect(association.state == .connected)
        #expect(association.stuck == nil)
        #expect(association.flights.map(\.isForward) == [true, false, true, false, true, false, true])
        #expect(association.flights.allSatisfy { !$0.isRetransmission && $0.datagrams == 1 })
        #expect(
            association.flights[4].messages == [
                .handshake(.certificate), .handshake(.clientKeyExchange), .changeCipherSpec, .encryptedHandshake,
            ])
        #expect(association.alerts.map(\.alert) == [nil])
    }

    @Test("DTLS 1.2 with two lost flights: repeated, counted by side, connected in the end")
    func retransmissions12() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.hello12(at: 50)
        talk.hello12(at: 150)
        talk.serverFlight12(at: 160)
        talk.clientFlight12(at: 170)
        talk.clientFlight12(at: 220)
        talk.serverFinished12(at: 230)
        let association = try judge(talk)
        #expect(association.retransmissions(isForward: true) == 3)
        #expect(association.retransmissions(isForward: false) == 0)
        #expect(association.flights.map(\.isRetransmission) == [false, true, true, false, false, true, false])
        #expect(states(association) == ["connecting 0", "connected 230"])
    }

    @Test("a datagram that the network doubled is no retransmission")
    func copies() throws {
        var talk = DTLSConversation()
        let hello = talk.handshake(.client, .clientHello, 0, DTLSConversation.clientHello())
        talk.send(.client, at: 0, hello)
        talk.send(.client, at: 1, hello)
        #expect(try judge(talk).retransmissions(isForward: true) == 0)
    }

    @Test("DTLS 1.3 with a ClientHello in two datagrams, and alert-sized records at its end")
    func full13() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        talk.clientFlight13(at: 20)
        talk.acknowledgement13(at: 30)
        talk.send(.server, at: 5000, talk.ciphertext(.server, epoch: 3, 19))
        talk.send(.client, at: 5010, talk.ciphertext(.client, epoch: 3, 19))
        let association = try judge(talk)
        #expect(association.version == .dtls13)
        #expect(association.cipherSuite?.name == "TLS_AES_128_GCM_SHA256")
        #expect(association.group == .x25519MLKEM768)
        #expect(association.offeredProfiles == DTLSConversation.profiles)
        #expect(association.chosenProfile == nil)
        #expect(association.flights.first?.datagrams == 2)
        #expect(association.flights.first?.messages == [.handshake(.clientHello)])
        #expect(states(association) == ["connecting 0", "connected 20", "closed 5000"])
        #expect(association.change(to: .connected)?.evidence == .protectedFlights)
        #expect(association.change(to: .connected)?.frame == 4)
        #expect(association.flights.last?.messages == [.protected(epochBits: 3)])
        #expect(association.change(to: .closed)?.evidence == .alertSizedRecord)
        #expect(association.state == .connected)
    }

    @Test("a HelloRetryRequest is not the ServerHello")
    func helloRetryRequest() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        let retry = DTLSConversation.serverHello(random: DTLSServerHello.helloRetryRequestRandom, is13: true)
        talk.send(.server, at: 10, talk.handshake(.server, .serverHello, 0, retry))
        var association = try judge(talk)
        #expect(association.hasHelloRetryRequest)
        #expect(association.serverHello == nil)
        #expect(association.stuck?.missing == .secondClientHello)
        #expect(association.stuck?.isForward == true)
        talk.send(
            .client, at: 20, talk.handshake(.client, .clientHello, 1, DTLSConversation.clientHello(is13: true)))
        talk.send(
            .server, at: 30, talk.handshake(.server, .serverHello, 1, DTLSConversation.serverHello(is13: true)))
        association = try judge(talk)
        #expect(association.cipherSuite?.rawValue == 0x1301)
        #expect(association.retransmissions(isForward: true) == 0)
    }

    @Test("SRTP from both sides proves a DTLS 1.3 handshake whose last flights were not captured; from one it does not")
    func srtp() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        #expect(try judge(talk).state == .connecting)
        #expect(try judge(talk, srtpFromClient: 40).state == .connecting)
        let association = try judge(talk, srtpFromClient: 40, srtpFromServer: 60)
        #expect(states(association) == ["connecting 0", "connected 60"])
        #expect(association.change(to: .connected)?.evidence == .srtpFromBothSides)
    }

    @Test("DTLS in STUN: the first part of the hello in an attribute, repeated there, the rest as a datagram")
    func inSTUN() throws {
        var talk = DTLSConversation()
        let body = DTLSConversation.clientHello(is13: true)
        let first = talk.handshake(.client, .clientHello, 0, body, 0..<900)
        talk.send(.client, at: 0, first, isInSTUN: true)
        talk.send(.client, at: 60, first, isInSTUN: true)
        talk.send(.client, at: 61, talk.handshake(.client, .clientHello, 0, body, 900..<body.count))
        talk.serverFlight13(at: 70)
        talk.clientFlight13(at: 80)
        talk.acknowledgement13(at: 90)
        let association = try judge(talk)
        #expect(association.usesSTUN)
        #expect(association.offeredProfiles == DTLSConversation.profiles)
        #expect(association.retransmissions(isForward: true) == 0)
        #expect(states(association) == ["connecting 0", "connected 80"])
    }

    @Test("a fatal alert in the clear, and an encrypted one before the server's Finished")
    func failed() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 10, talk.record(.server, .alert, [2, 40]))
        var association = try judge(talk)
        #expect(states(association) == ["connecting 0", "failed 10"])
        #expect(association.state == .failed)
        #expect(association.alerts.first?.alert?.description == .handshakeFailure)

        talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.send(.server, at: 30, talk.record(.server, .alert, epoch: 1, [UInt8](repeating: 1, count: 26)))
        association = try judge(talk)
        #expect(states(association) == ["connecting 0", "failed 30"])
    }

    @Test("a certificate's fragments in every order, one of them twice", arguments: 0..<24)
    func fragmentOrders(_ order: Int) throws {
        var parts = [0..<70, 70..<150, 150..<220, 220..<286]
        let message = DTLSConversation.certificate(DTLSConversation.serverCertificate)
        #expect(message.count == 286)
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.send(.server, at: 10, talk.handshake(.server, .serverHello, 0, DTLSConversation.serverHello()))
        var number = order
        var isFirst = true
        while !parts.isEmpty {
            let part = parts.remove(at: number % parts.count)
            number /= parts.count + 1
            talk.send(.server, at: 11, talk.handshake(.server, .certificate, 1, message, part))
            if isFirst { talk.send(.server, at: 12, talk.handshake(.server, .certificate, 1, message, part)) }
            isFirst = false
        }
        #expect(try judge(talk).serverCertificate == DTLSConversation.serverCertificate)
    }

    @Test("header-only captures: the handshake is followed, the hellos are not known")
    func snapLength() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        talk.clientFlight13(at: 20)
        talk.acknowledgement13(at: 30)
        talk.cut(to: 30)
        let association = try judge(talk)
        #expect(association.clientHello == nil)
        #expect(association.clientHelloIsIncomplete)
        #expect(association.cipherSuite == nil)
        #expect(association.version == .dtls13)
        #expect(association.state == .connected)
    }

    @Test("a capture that begins in the call: connected by what is protected, sides unknown")
    func midCall() throws {
        var talk = DTLSConversation()
        talk.send(.server, at: 100, talk.record(.server, .applicationData, epoch: 1, [UInt8](repeating: 0, count: 60)))
        talk.send(.client, at: 200, talk.record(.client, .alert, epoch: 1, [UInt8](repeating: 1, count: 26)))
        let association = try judge(talk)
        #expect(association.clientIsForward == nil)
        #expect(association.version == .dtls12)
        #expect(states(association) == ["connected 100", "closed 200"])
        #expect(association.state == .connected)
    }

    @Test("one direction captured: no state is made up, and SRTP settles it", arguments: [true, false])
    func oneDirection(isForward: Bool) throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        talk.remove { $0.isForward != isForward }
        let association = try judge(talk)
        #expect(association.clientIsForward == true)
        #expect(association.missesDirection)
        #expect(association.state == .connecting)
        #expect(association.stuck == nil)
        let withMedia = try judge(
            talk, srtpFromClient: isForward ? 50 : nil, srtpFromServer: isForward ? nil : 50)
        #expect(withMedia.change(to: .connected)?.evidence == .srtpFromOneSide)
    }

    @Test("a second handshake on the path is an association of its own")
    func generations() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        talk.clientFlight12(at: 20)
        talk.serverFinished12(at: 30)
        let other = DTLSConversation.clientHello(random: [UInt8](repeating: 0x77, count: 32))
        talk.send(.client, at: 5000, talk.handshake(.client, .clientHello, 0, other))
        let associations = talk.track().associations()
        #expect(associations.map(\.state) == [.connected, .connecting])
        #expect(associations.map { $0.firstTime } == [DTLSConversation.time(0), DTLSConversation.time(5000)])
        #expect(associations.last?.serverHello == nil)
    }

    @Test("one association over two paths, the second with its ends the other way round")
    func twoPaths() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 10)
        talk.clientFlight13(at: 20)
        talk.acknowledgement13(at: 30)
        var later = DTLSAssociationTracker()
        for (frame, isForward) in [(UInt64(100), true), (101, false)] {
            let bytes = talk.ciphertext(isForward ? .server : .client, epoch: 3, 19)
            later.observe(
                bytes.span, originalLength: bytes.count, isForward: isForward, time: DTLSConversation.time(7000),
                frame: frame)
        }
        var tracker = talk.track()
        tracker.merge(later, isReversed: true)
        let associations = tracker.associations()
        #expect(associations.count == 1)
        #expect(associations.first.map(states) == ["connecting 0", "connected 20", "closed 7000"])
    }
}
