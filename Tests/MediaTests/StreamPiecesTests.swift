import Testing
import Wire

@testable import Media

@Suite("A stream in consecutive pieces is the stream as a whole")
struct StreamPiecesTests {
    private func pieces(_ packets: [RTPArrival], at cuts: [Int], clock: StreamClock?) -> [StreamTracker] {
        zip([0] + cuts, cuts + [packets.count]).map { begin, end in
            tracker(Array(packets[begin..<end]), clock: clock, keepsHead: true)
        }
    }

    @Test("Cut at random places", arguments: 0..<StreamKind.all.count, 0..<6)
    func law(kind: Int, seed: Int) {
        let kind = StreamKind.all[kind]
        var random = Randomness(seed: UInt64(seed) &* 100 &+ UInt64(kind.name.utf8.count))
        let count = [400, 3000, 6000, 9000, 12000, 15000][seed]
        let packets = kind.packets(count, random: &random)
        let clock =
            seed % 2 == 0 ? nil : StreamClock(rate: ClockRate(rawValue: UInt32(kind.rate)), source: .operator)
        let whole = figures(tracker(packets, clock: clock))
        let cuts = Set((0..<(1 + seed)).map { _ in Int.random(in: 1..<packets.count, using: &random) }).sorted()
        let pieces = pieces(packets, at: cuts, clock: clock)

        var joined = pieces[0]
        for piece in pieces.dropFirst() { joined.append(piece) }
        #expect(differences(figures(joined), whole) == [], "\(kind.name), cut at \(cuts) of \(packets.count)")

        // And from the back: a piece made of pieces is a piece.
        var last = pieces[pieces.count - 1]
        for piece in pieces.dropLast().reversed() {
            var earlier = piece
            earlier.append(last)
            last = earlier
        }
        #expect(differences(figures(last), whole) == [], "\(kind.name), from the back, cut at \(cuts)")
    }

    @Test("Keeping the head changes nothing of the piece's own figures, and ends")
    func ownFigures() {
        var random = Randomness(seed: 1)
        let packets = StreamKind.all[3].packets(5000, random: &random)
        let plain = tracker(packets)
        let piece = tracker(packets, keepsHead: true)
        #expect(figures(piece) == figures(plain))
        #expect(!piece.keepsHead && piece.head.count < 2400 && piece.head.count > 2000)
        #expect(plain.head.isEmpty && plain.afterHead.isEmpty)
    }

    @Test("A late packet that begins a piece is no reference for the whole")
    func lateAtTheCut() {
        let onTime = (0..<6000).map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20) }
        // Number 1000 comes 3 s late, right where the second piece begins.
        var late = onTime[1000]
        late.time = onTime[1150].time
        let packets = Array(onTime[..<1000] + onTime[1001...1150] + [late] + onTime[1151...])
        var joined = tracker(Array(packets[..<1150]), keepsHead: true)
        let later = tracker(Array(packets[1150...]), keepsHead: true)
        #expect((later.jitterFigures?.maxMilliseconds ?? 0) > 100)
        joined.append(later)
        #expect((joined.jitterFigures?.maxMilliseconds ?? 1) < 0.001 && joined.sequence.reordered == 1)
        #expect(differences(figures(joined), figures(tracker(packets))) == [])
    }

    @Test("A jump that the client holds back at the cut, after a wrap in the piece before")
    func heldAtTheCut() {
        let numbers = Array(65000..<69000) + Array(69060..<72000)
        let packets = numbers.map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20) }
        let whole = tracker(packets)
        #expect(whole.clientLoss.lost(.standard) == 0 && whole.clientLoss.lost(.audioWithNACK) == 60)
        for cut in [3999, 4000, 4001, 4002] {
            var joined = tracker(Array(packets[..<1000]), keepsHead: true)
            joined.append(tracker(Array(packets[1000..<cut]), keepsHead: true))
            joined.append(tracker(Array(packets[cut...]), keepsHead: true))
            #expect(differences(figures(joined), figures(whole)) == [], "cut at \(cut)")
        }
    }

    @Test("A stream that never settles keeps no more than its share")
    func bounded() {
        let packets = (0..<20000).map { packet($0 * 7919, timestamp: 5, milliseconds: Double($0)) }
        let piece = tracker(packets, clock: nil, keepsHead: true)
        #expect(piece.head.count == 8192 && piece.afterHead.count == 1)
        var joined = piece
        joined.append(piece)
        #expect(joined.head.count == 8192 && joined.afterHead.count == 1)
    }

    @Test("Long streams whose pieces are merged to coarser seconds")
    func coarseSeconds() {
        let packets = (0..<13000).map { packet($0, timestamp: $0 * 48000, milliseconds: Double($0) * 1000) }
        let whole = tracker(packets)
        var joined = tracker(Array(packets[..<3001]), keepsHead: true)
        joined.append(tracker(Array(packets[3001..<11003]), keepsHead: true))
        joined.append(tracker(Array(packets[11003...]), keepsHead: true))
        #expect(joined.secondStep == 4 && differences(figures(joined), figures(whole)) == [])
    }
}
