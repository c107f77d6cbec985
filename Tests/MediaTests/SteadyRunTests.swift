import Testing
import Wire

@testable import Media

@Suite("A stream whose steady packets wait in a run is the stream packet by packet")
struct SteadyRunTests {
    /// Takes packets as they are taken where streams are: by the run if it takes them, else by the tracker.
    private struct Stream {
        var tracker: StreamTracker
        var run = SteadyRun.none
        private(set) var inRun = 0

        init(_ first: RTPArrival, clock: StreamClock?) {
            tracker = StreamTracker(first: first, ssrc: SSRC(rawValue: 1), clock: clock)
        }

        mutating func observe(_ packet: RTPArrival) {
            if isSteady(packet) {
                inRun += 1
                return
            }
            tracker.settle(&run)
            if tracker.observe(packet) { tracker.begin(&run) }
        }

        private mutating func isSteady(_ arrival: RTPArrival) -> Bool {
            guard arrival.origin == tracker.last.origin, arrival.marks == tracker.last.marks, !arrival.hasPadding else {
                return false
            }
            let packet = SteadyRun.Packet(arrival)
            if !arrival.elements.isEmpty { return run.take(packet, arrival.elements, noting: &tracker) }
            guard let step = run.step(to: packet) else { return false }
            if !run.followContent(packet) {
                tracker.observeContent(of: packet, elements: RTPSingleByteElements(), in: &run)
            }
            run.take(packet, step)
            return true
        }
    }

    @Test("Every kind of stream, looked at now and then", arguments: 0..<StreamKind.all.count, 0..<4)
    func law(kind: Int, seed: Int) {
        let kind = StreamKind.all[kind]
        var random = Randomness(seed: UInt64(seed) &* 1000 &+ UInt64(kind.name.utf8.count))
        let packets = kind.packets([300, 2000, 5000, 12000][seed], random: &random)
        let clock =
            seed % 2 == 0 ? nil : StreamClock(rate: ClockRate(rawValue: UInt32(kind.rate)), source: .operator)
        var plain = StreamTracker(first: packets[0], ssrc: SSRC(rawValue: 1), clock: clock)
        var stream = Stream(packets[0], clock: clock)
        for (index, packet) in packets.enumerated() {
            plain.observe(packet)
            stream.observe(packet)
            guard random.once(in: 400) || index == packets.count - 1 else { continue }
            stream.tracker.settle(&stream.run)
            #expect(
                differences(figures(stream.tracker), figures(plain)) == [],
                "\(kind.name), after \(index + 1) of \(packets.count)")
        }
    }

    @Test("Most packets of an ordinary stream are in runs")
    func share() {
        var random = Randomness(seed: 3)
        let packets = StreamKind.all[0].packets(5000, random: &random)
        var stream = Stream(packets[0], clock: StreamClock(rate: ClockRate(rawValue: 48000), source: .operator))
        for packet in packets { stream.observe(packet) }
        #expect(stream.inRun > 4750)
    }

    @Test("What one packet did not settle is not settled twice")
    func settling() {
        let packets = (0..<100).map { packet($0, timestamp: $0 * 960, milliseconds: Double($0) * 20) }
        var stream = Stream(packets[0], clock: StreamClock(rate: ClockRate(rawValue: 48000), source: .operator))
        for packet in packets { stream.observe(packet) }
        stream.tracker.settle(&stream.run)
        #expect(stream.run.isSettled && stream.tracker.sequence.unique == 100)
        stream.tracker.settle(&stream.run)
        #expect(stream.tracker.sequence.unique == 100)
    }
}

extension SteadyRun.Packet {
    fileprivate init(_ arrival: RTPArrival) {
        var bytes: [UInt8] = []
        RTPHeader(
            marker: arrival.marker, payloadType: arrival.payloadType, sequenceNumber: arrival.sequenceNumber,
            timestamp: arrival.timestamp, ssrc: SSRC(rawValue: 1)
        ).serialize(into: &bytes)
        bytes += [UInt8](repeating: 0, count: max(0, Int(arrival.length) - bytes.count - 4))
        bytes.append(uint32: arrival.fingerprint)
        self.init(
            in: bytes.span, from: 0, length: Int(arrival.length), headerLength: Int(arrival.headerLength),
            time: arrival.time, number: arrival.frame)
    }
}
