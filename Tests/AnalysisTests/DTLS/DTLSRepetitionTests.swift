import Analysis
import Testing
import Wire

/// Flights that are sent again, because they were lost or because the server asked for it. The client is forward.
@Suite struct DTLSRepetitionTests {
    // MARK: time and retransmission

    @Test("Duration and waiting: two repeats of the hello, one of the client's flight")
    func waiting() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150] { talk.hello12(at: time) }
        talk.serverFlight12(at: 160)
        talk.clientFlight12(at: 170)
        talk.clientFlight12(at: 220)
        talk.serverFinished12(at: 230)
        let association = try talk.onlyAssociation()
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
        let association = try talk.onlyAssociation()
        #expect(association.duration == 80_000_000)
        // The server's from 10 to 60, the client's from 20 to 70.
        #expect(association.retransmissionWait == 60_000_000)
    }

    @Test("Nothing is known of the duration while it has not connected")
    func openEnd() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.hello12(at: 50)
        let association = try talk.onlyAssociation()
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
        let association = try talk.onlyAssociation()
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
        let association = try talk.onlyAssociation()
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
        let association = try talk.onlyAssociation()
        #expect(association.hasHelloVerifyRequest)
        #expect(association.retransmissions(isForward: true) == 1)
        #expect(association.clientHello?.cookie == [1, 2])
        #expect(association.milliseconds(of: .connected) == 100)
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
        #expect(try talk.onlyAssociation().milliseconds(of: .connected) == 100)
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
        let association = try talk.onlyAssociation()
        #expect(association.hasHelloRetryRequest)
        #expect(association.version == .dtls13)
        #expect(association.milliseconds(of: .connected) == 40)
        #expect(association.duration == 40_000_000)
        #expect(association.retransmissionWait == 0)
    }
}
