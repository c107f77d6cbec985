import Analysis
import Testing
import Wire

/// Whole = any consecutive pieces.
@Suite struct DTLSTrackerLawTests {
    /// A small generator of fixed seed: the cuts are the same in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    static let talk: DTLSConversation = {
        var talk = DTLSConversation()
        talk.hello13(at: 0)
        talk.hello13(at: 50)
        talk.serverFlight13(at: 60)
        talk.hello12(at: 70, cookie: [1], messageSequence: 1)
        talk.serverFlight12(at: 80, from: 1)
        talk.clientFlight12(at: 90)
        talk.serverFlight12(at: 95, from: 1)
        talk.serverFinished12(at: 100)
        talk.send(.client, at: 101, [22, 0xfe, 0xfd, 0])
        talk.clientFlight13(at: 110)
        for index in 0..<300 { talk.send(.client, at: 200 + index, talk.ciphertext(.client, epoch: 3, 60 + index)) }
        talk.send(.server, at: 900, talk.ciphertext(.server, epoch: 3, 19))
        return talk
    }()

    private func expectLaw(_ talk: DTLSConversation, cuts: Int, seeds: Range<UInt64>) {
        let whole = talk.track()
        for seed in seeds {
            var generator = Generator(state: seed)
            let at = (0..<cuts).map { _ in Int.random(in: 0...talk.datagrams.count, using: &generator) }.sorted()
            let edges = [0] + at + [talk.datagrams.count]
            let pieces = zip(edges, edges.dropFirst()).map { talk.track($0..<$1) }
            // From the left, and from the right: appending is associative.
            var joined = DTLSAssociationTracker()
            if seed % 2 == 0 {
                for piece in pieces { joined.append(piece) }
            } else {
                for piece in pieces.reversed() {
                    var before = piece
                    before.append(joined)
                    joined = before
                }
            }
            let isEqual = joined == whole
            #expect(isEqual, "cuts \(at)")
        }
    }

    @Test("a handshake of all kinds of flights in one to six pieces")
    func handshake() {
        for cuts in 0...5 { expectLaw(Self.talk, cuts: cuts, seeds: 0..<12) }
        #expect(!Self.talk.track().wasBounded)
        #expect(Self.talk.track().malformedCount == 1)
    }

    @Test("more than is kept: the ends of the log and the first fragments, the same for pieces")
    func bounds() {
        var talk = DTLSConversation()
        for index in 0..<320 {
            let random = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 32)
            talk.send(
                .client, at: index,
                talk.handshake(.client, .clientHello, 0, DTLSConversation.clientHello(random: random)))
        }
        #expect(talk.track().wasBounded)
        for cuts in 1...4 { expectLaw(talk, cuts: cuts, seeds: 0..<6) }
    }

    @Test("no prefix and no changed byte of a handshake's datagrams is too much for the tracker")
    func hostile() {
        for (index, datagram) in Self.talk.datagrams.prefix(12).enumerated() {
            let before = Self.talk.track(0..<index)
            for position in datagram.bytes.indices where position < 64 || position % 64 == 0 {
                for value: UInt8 in [0, 0x2f, 0xff] {
                    var bytes = datagram.bytes
                    bytes[position] = value
                    var tracker = before
                    tracker.observe(
                        bytes.span, originalLength: bytes.count, isForward: datagram.isForward,
                        time: DTLSConversation.time(1000), frame: 1000)
                    let cut = bytes.prefix(position)
                    tracker.observe(
                        Array(cut).span, originalLength: bytes.count, isForward: datagram.isForward,
                        time: DTLSConversation.time(1001), frame: 1001)
                    #expect(tracker.associations().allSatisfy { $0.firstTime <= $0.lastTime })
                }
            }
        }
    }
}
