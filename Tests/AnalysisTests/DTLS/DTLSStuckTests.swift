import Analysis
import Testing
import Wire

/// Which flight is missing, and in which direction nothing arrives, as far as the tap can tell. The client is forward.
@Suite struct DTLSStuckTests {
    private func stuck(_ talk: DTLSConversation, srtpFromClient: Int? = nil) throws -> DTLSStuck {
        let association = try #require(
            talk.track().associations(srtpSeenForward: srtpFromClient.map(DTLSConversation.time)).first)
        #expect(association.state == .connecting)
        return try #require(association.stuck)
    }

    private func expect(
        _ stuck: DTLSStuck, _ missing: DTLSStuck.Flight, isForward: Bool, passesTap: Bool, since: Int,
        retransmissions: Int
    ) {
        #expect(stuck.missing == missing)
        #expect(stuck.isForward == isForward)
        #expect(stuck.passesTap == passesTap)
        #expect(stuck.since == DTLSConversation.time(since))
        #expect(stuck.retransmissions == retransmissions)
    }

    @Test("nothing from the server at the tap")
    func noAnswer() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150, 350] { talk.hello13(at: time) }
        expect(
            try stuck(talk), .serverHello, isForward: false, passesTap: false, since: 0, retransmissions: 3)
    }

    @Test("the server's flights pass the tap, but the client repeats its hello; epoch 3 only acknowledges it")
    func answerLostBehindTap() throws {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.serverFlight13(at: 5)
        for (time, growth) in [(50, 35), (150, 67), (350, 99)] {
            talk.hello13(at: time)
            talk.send(.server, at: time + 5, talk.ciphertext(.server, epoch: 3, growth))
            talk.serverFlight13(at: time + 6)
        }
        expect(
            try stuck(talk), .clientFinished, isForward: false, passesTap: true, since: 5, retransmissions: 6)
    }

    @Test("an MTU hole before the tap: only the second part of the hello ever comes")
    func helloInPart() throws {
        var talk = DTLSConversation()
        for time in [0, 50, 150] { talk.hello13(at: time) }
        talk.remove { $0.bytes.count > 1150 }
        expect(
            try stuck(talk), .clientHello, isForward: true, passesTap: false, since: 0, retransmissions: 2)
    }

    @Test("the client's Finished passes the tap, but the server repeats its flight")
    func finishedLostBehindTap() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        for time in [20, 1020] {
            talk.clientFlight12(at: time)
            talk.serverFlight12(at: time + 500)
        }
        expect(
            try stuck(talk), .serverFinished, isForward: true, passesTap: true, since: 20, retransmissions: 3)
    }

    @Test("the client's Finished is repeated, and nothing comes back")
    func finishedUnanswered() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        for time in [20, 70, 170] { talk.clientFlight12(at: time) }
        expect(
            try stuck(talk), .serverFinished, isForward: false, passesTap: false, since: 20, retransmissions: 2)
    }

    @Test("the server's Finished passes the tap, but the client goes on asking; its SRTP would prove the contrary")
    func serverFinishedLostBehindTap() throws {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 10)
        for time in [20, 70, 170, 370] {
            talk.clientFlight12(at: time)
            talk.serverFinished12(at: time + 5)
        }
        expect(
            try stuck(talk), .serverFinished, isForward: false, passesTap: true, since: 25, retransmissions: 6)
        let withMedia = talk.track().associations(srtpSeenForward: DTLSConversation.time(400))
        #expect(withMedia.first?.state == .connected)
    }

    @Test("a repeat that crosses the answer does not undo connected")
    func crossing() {
        var talk = DTLSConversation()
        talk.hello12(at: 0)
        talk.serverFlight12(at: 80)
        talk.clientFlight12(at: 90)
        talk.serverFinished12(at: 130)
        talk.clientFlight12(at: 140)
        talk.serverFinished12(at: 220)
        #expect(talk.track().associations().first?.state == .connected)
    }

    @Test("the cookie request does not reach the client")
    func cookieUnanswered() throws {
        var talk = DTLSConversation()
        var request: [UInt8] = []
        DTLSHelloVerifyRequest(cookie: [1]).serialize(into: &request)
        for time in [0, 50, 150] {
            talk.hello12(at: time)
            talk.send(.server, at: time + 5, talk.handshake(.server, .helloVerifyRequest, 0, request))
        }
        expect(
            try stuck(talk), .secondClientHello, isForward: false, passesTap: true, since: 5, retransmissions: 4)
    }
}
