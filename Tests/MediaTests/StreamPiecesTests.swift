import Testing
import Wire

@testable import Media

@Suite("A stream in consecutive pieces is the stream as a whole")
struct StreamPiecesTests {
    private struct Kind {
        var name: String
        var rate = 48000.0
        /// Ticks between frames, packets of a frame.
        var step = 960
        var packetsPerFrame = 1
        var jitter = 20.0
        /// Once in so many packets; 0 is never.
        var loss = 0
        var burst = 0
        var duplicate = 0
        var reorder = 0
        var restart = 0
        var stray = 0
        var padding = 0
        var pause = 0
        var double = 0
        var typeChange = 0
        /// Packets that the network holds together, that it loses with time passing, that the sender does not send.
        var holding = 0
        var outage = 0
        var silence = 0
        var route = 0
        /// Packets between changes of what is heard: level and size; 0 is no level at all.
        var talk = 0
        /// Clear silence: the same bytes again.
        var isClear = false
        /// Once in so many packets a telephone event, a change to G.711 for good.
        var event = 0
        var codecChange = 0
    }

    private static let kinds = [
        Kind(name: "clean", jitter: 0), Kind(name: "loss", loss: 20), Kind(name: "bursts", loss: 50, burst: 300),
        Kind(name: "duplicates and reordering", loss: 100, duplicate: 20, reorder: 15),
        Kind(name: "restarts", loss: 100, reorder: 50, restart: 700, stray: 300),
        Kind(name: "padding", loss: 30, padding: 10, typeChange: 200),
        Kind(name: "DTX", jitter: 5, loss: 100, pause: 2), Kind(name: "seen twice", duplicate: 50, double: 1),
        Kind(name: "video", rate: 90000, step: 3000, packetsPerFrame: 6, loss: 60, burst: 900, reorder: 40),
        Kind(name: "G.711", rate: 8000, step: 160, loss: 10, burst: 400, stray: 500, double: 2),
        Kind(name: "talk", loss: 60, reorder: 60, padding: 40, talk: 400),
        Kind(name: "talk with DTX", jitter: 5, loss: 100, pause: 3, talk: 700),
        Kind(name: "clear silence", rate: 8000, step: 160, loss: 200, talk: 900, isClear: true, event: 300),
        Kind(name: "long silence", loss: 3000, talk: 5000, isClear: true),
        Kind(name: "codec change", loss: 100, codecChange: 3000),
        Kind(
            name: "all at once", loss: 25, burst: 250, duplicate: 30, reorder: 20, restart: 900, stray: 250,
            padding: 20,
            pause: 100, double: 3, typeChange: 150, talk: 300, event: 400),
        Kind(name: "outages and holds", loss: 80, reorder: 60, holding: 150, outage: 200, silence: 250, route: 300),
        Kind(
            name: "video's", rate: 90000, step: 3000, packetsPerFrame: 5, loss: 200, burst: 300, reorder: 30,
            holding: 400, outage: 500, silence: 600, route: 100),
    ]

    private func stream(_ kind: Kind, packets count: Int, random: inout Randomness) -> [RTPArrival] {
        func happens(_ once: Int) -> Bool { once > 0 && random.once(in: once) }
        var packets = [RTPArrival]()
        var number = Int.random(in: 60000..<65536, using: &random)
        var timestamp = Int.random(in: 0..<(1 << 32), using: &random)
        var time = 0.0
        var (heldUntil, route) = (0.0, 60)
        var (events, isG711) = (0, false)
        for index in 0..<count {
            number += 1
            let isPadding = happens(kind.padding)
            if index % kind.packetsPerFrame == 0, !isPadding {
                let frames = happens(kind.pause) ? 21 : 1
                timestamp += kind.step * frames
                time += Double(kind.step * frames) / kind.rate * 1000
            }
            if happens(kind.outage) {
                let frames = Int.random(in: 5...200, using: &random)
                number += frames * kind.packetsPerFrame
                timestamp += kind.step * frames
                time += Double(kind.step * frames) / kind.rate * 1000
            }
            if happens(kind.silence) {
                let frames = Int.random(in: 10...400, using: &random)
                // With the clock, or with the clock standing still.
                if random.once(in: 2) { timestamp += kind.step * frames }
                time += Double(kind.step * frames) / kind.rate * 1000
            }
            if happens(kind.holding) { heldUntil = time + Double.random(in: 100...3000, using: &random) }
            if happens(kind.route) { route = Int.random(in: 50...60, using: &random) }
            if happens(kind.burst) { number += Int.random(in: 20...900, using: &random) }
            if happens(kind.restart) {
                number += Int.random(in: 5000..<60000, using: &random)
                timestamp += Int.random(in: 0..<(1 << 32), using: &random)
            }
            if happens(kind.loss) { continue }
            let late = happens(kind.reorder) ? Double.random(in: 20...80, using: &random) : 0
            let jitter = kind.jitter > 0 ? Double.random(in: 0..<(kind.jitter / 2), using: &random) : 0
            var type: UInt8 = happens(kind.typeChange) ? 126 : 111
            let startsEvent = events == 0 && happens(kind.event)
            if startsEvent { events = 10 }
            if happens(kind.codecChange) { isG711 = true }
            if isG711 { type = 8 }
            let isQuiet = kind.talk > 0 && index / kind.talk % 2 == 1
            var seen = packet(
                number, timestamp: timestamp, milliseconds: max(time + jitter, heldUntil) + late,
                payloadType: events > 0 ? 101 : type, hasPadding: isPadding,
                length: events > 0 ? 16 : isQuiet ? 25 : Int.random(in: 40...200, using: &random),
                fingerprint: isQuiet && kind.isClear ? 7 : nil, marker: startsEvent,
                level: kind.talk == 0 || isPadding || events > 0
                    ? nil : UInt8.random(in: isQuiet ? 60...127 : 0...70, using: &random),
                mediaID: kind.talk > 0 && index < 900 ? 48 : nil)
            seen.marks.timeToLive = UInt8(route)
            events = max(0, events - 1)
            packets.append(seen)
            if happens(kind.stray) {
                packets.append(packet(number + 30000, timestamp: timestamp, milliseconds: time + jitter))
            }
            if happens(kind.duplicate) {
                seen.time = seen.time.advanced(byNanoseconds: 1_000_000)
                packets.append(seen)
            }
            if happens(kind.double) {
                seen.time = seen.time.advanced(byNanoseconds: 1000)
                seen.origin = 2
                packets.append(seen)
            }
        }
        packets = packets.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
        for index in packets.indices { packets[index].frame = UInt64(index) }
        return packets
    }

    /// All figures, as printed: counts exactly, milliseconds to three decimals.
    private func figures(_ tracker: StreamTracker) -> [String] {
        func rounded(_ value: Double?) -> String { value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "nil" }
        var tracker = tracker
        tracker.inferClock(isFinal: true)
        let sequence = tracker.sequence
        let jitter = tracker.jitterFigures
        var lines = [
            "unique \(sequence.unique) expected \(sequence.expected) duplicates \(sequence.duplicates)",
            "reordered \(sequence.reordered) late \(sequence.late) strays \(sequence.strays)",
            "restarts \(sequence.restarts) holding \(sequence.isHolding)",
            "span \(sequence.highest - sequence.first)",
            "runs \(sequence.lossRunsToNow.runs.map { "\($0.length)x\($0.count)" })",
            "client \(ClientLossCounter.Threshold.allCases.map { tracker.clientLoss.lost($0) })",
            "bytes \(tracker.bytes)", "doubles \(tracker.captureDoubles)",
            "types \(tracker.payloadTypeCounts)",
            "jitter \(rounded(jitter?.lastMilliseconds)) \(rounded(jitter?.meanMilliseconds))",
            "jitter max \(rounded(jitter?.maxMilliseconds)) packets \(jitter?.packets ?? -1)",
            "clock \(tracker.clock?.rate.rawValue ?? 0)", "first \(tracker.first.frame) last \(tracker.last.frame)",
            "shares \(tracker.recent.sharesPacket(with: tracker.recent)) step \(tracker.secondStep)",
        ]
        let gaps = tracker.gapsToNow
        lines += [
            "bursts \(sequence.lossToNow.bursts.figures)", "late \(tracker.latePackets.map { "\($0)" } ?? "nil")",
            "marks \(tracker.marks.counts(unique: sequence.unique))",
            "gaps \(gaps.count), longest \(gaps.longest.map { figures($0) } ?? "none")",
        ]
        lines += gaps.gaps.map { figures($0) }
        lines += tracker.drift.points.map {
            "drift \($0.time.nanoseconds) \($0.line) \(rounded(($0.transit - firstTransit(tracker)) / 1e6))"
        }
        lines += contents(tracker)
        lines += tracker.secondsToNow.map {
            "\($0.second): \($0.unique) \($0.lost) \($0.protectedBytes) \($0.paddingOnly) \(rounded($0.jitterSumMilliseconds))"
                + " \($0.duplicates) \($0.reordered) \($0.clientLost) \($0.content)"
        }
        return lines
    }

    private func figures(_ gap: ArrivalGap) -> String {
        "\(gap.frameBefore)-\(gap.frameAfter) \(gap.nanoseconds) missing \(gap.missing) ticks \(gap.ticks)"
            + " usual \(gap.usualNanoseconds) \(gap.usualTicks) then \(gap.after.map { "\($0)" } ?? "nothing")"
    }

    private func firstTransit(_ tracker: StreamTracker) -> Double {
        tracker.drift.points.first?.transit ?? 0
    }

    private func contents(_ tracker: StreamTracker) -> [String] {
        func spans(_ steady: SteadySpans) -> String {
            "\(steady.spans) \(steady.count) \(steady.nanoseconds) \(steady.packets)"
        }
        let content = tracker.contentToNow
        let pauses = content.pauses
        return [
            "sizes \(spans(content.sameSize))", "bytes \(spans(content.sameBytes))",
            "pauses \(pauses.count) \(pauses.nanoseconds) \(pauses.ticks) \(pauses.longCount) \(pauses.longNanoseconds)",
            "paused \(spans(pauses.spans))",
        ]
            + [content.levels.first, content.levels.second].map {
                "level \($0.total) \($0.firstValue) \($0.varies) \($0.loudest) \($0.atFloor) \(spans($0.quietSpans))"
            }
    }

    private func pieces(_ packets: [RTPArrival], at cuts: [Int], clock: StreamClock?) -> [StreamTracker] {
        zip([0] + cuts, cuts + [packets.count]).map { begin, end in
            tracker(Array(packets[begin..<end]), clock: clock, keepsHead: true)
        }
    }

    @Test("Cut at random places", arguments: 0..<kinds.count, 0..<6)
    func law(kind: Int, seed: Int) {
        let kind = Self.kinds[kind]
        var random = Randomness(seed: UInt64(seed) &* 100 &+ UInt64(kind.name.utf8.count))
        let count = [400, 3000, 6000, 9000, 12000, 15000][seed]
        let packets = stream(kind, packets: count, random: &random)
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

    private func differences(_ found: [String], _ expected: [String]) -> [String] {
        guard found.count == expected.count else { return ["\(found.count) lines instead of \(expected.count)"] }
        return Array(zip(found, expected).filter { $0 != $1 }.prefix(4).map { "\($0) instead of \($1)" })
    }

    @Test("Keeping the head changes nothing of the piece's own figures, and ends")
    func ownFigures() {
        var random = Randomness(seed: 1)
        let packets = stream(Self.kinds[3], packets: 5000, random: &random)
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
