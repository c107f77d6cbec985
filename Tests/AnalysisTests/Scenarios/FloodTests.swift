import Media
import Report
import TestSupport
import Testing
import Wire

@testable import Analysis

/// What has to make way for a flood is counted, and the call that runs meanwhile stays as it is.
@Suite("Floods")
struct FloodTests {
    private static let scanLength = RTPProbation.capacity + 4000

    @Test("Packets of ever new SSRCs on the call's own path")
    func ssrcScan() throws {
        let call = DirectCall()
        let quiet = try analyzeOne(call.script)
        var script = call.script
        for number in 0..<Self.scanLength {
            let scan = StreamScript(0x8000_0000 + UInt32(number), count: 1, from: 2)
            script.send(scan.packet(0), over: call.route, at: 2 + Double(number) / Double(2 * Self.scanLength))
        }
        let flooded = try analyzeOne(script)
        #expect(quiet.network.capture.limitsReached.isEmpty)
        // They go where there is room, and no more are still there.
        let reached = flooded.network.capture.limitsReached
        #expect(reached.map(\.limit) == ["candidates for a stream"])
        #expect(try #require(reached.first).capacity == RTPProbation.capacity)
        #expect(try #require(reached.first).dropped >= Self.scanLength - RTPProbation.capacity)
        for (direction, ssrc) in [(CallDirection.sent, UInt32(0x1111_1111)), (.received, 0x2222_2222)] {
            #expect(flooded.streams(direction).count == 1)
            let (stream, alone) = (try flooded.stream(ssrc, direction), try quiet.stream(ssrc, direction))
            #expect(stream.packets == alone.packets)
            #expect(stream.lost == alone.lost)
            #expect(stream.jitter == alone.jitter)
        }
    }

    @Test("A candidate that has paused for long makes way without being missed")
    func pausedCandidates() throws {
        let call = DirectCall()
        var script = call.setup
        for number in 0..<16 {
            let scan = StreamScript(0x8000_0000 + UInt32(number), count: 1, from: 0)
            // Eight at once, and the others when those have been silent for 11 s.
            script.send(scan.packet(0), over: call.route, at: number < 8 ? 0.5 : 11.5)
        }
        #expect(try analyzeOne(script).network.capture.limitsReached.isEmpty)
    }

    @Test("More streams that begin at once than there is room for are all found within a second")
    func manyAtOnce() {
        var probation = RTPProbation()
        let call = DirectCall()
        let (key, _) = PathKey.make(
            source: call.route.source, destination: call.route.destination, transport: .udp)
        // 20 in each of 50 buckets that have room for 8.
        var waiting = Set(UInt32(0)..<1000)
        for round in 0..<50 {
            for number in waiting.sorted() {
                let header = RTPHeader(
                    payloadType: PayloadType(rawValue: 111), sequenceNumber: UInt16(round),
                    timestamp: 960 * UInt32(round),
                    ssrc: SSRC(rawValue: number))
                let arrival = RTPArrival(
                    header: header, length: 100, fingerprint: UInt32(round), origin: 0,
                    time: CallScript.time(Double(round) * 0.02 + Double(number) / 50_000), frame: 1)
                let found = probation.receive(
                    arrival, ssrc: SSRC(rawValue: number), key: key, isForward: true, hash: UInt64(number % 50) << 32,
                    hasContext: false)
                if found != nil { waiting.remove(number) }
            }
        }
        #expect(waiting.isEmpty)
    }

    @Test("A stream is found from its first packet, whatever comes and goes beside it meanwhile")
    func neighbours() throws {
        var probation = RTPProbation()
        let call = DirectCall()
        let (key, _) = PathKey.make(
            source: call.route.source, destination: call.route.destination, transport: .udp)
        func receive(_ number: UInt32, _ sequence: UInt16) -> RTPProbation.Candidate? {
            let ssrc = SSRC(rawValue: number)
            let header = RTPHeader(
                payloadType: PayloadType(rawValue: 111), sequenceNumber: sequence, timestamp: 960 * UInt32(sequence),
                ssrc: ssrc)
            let arrival = RTPArrival(
                header: header, length: 100, fingerprint: UInt32(sequence), origin: 0,
                time: CallScript.time(Double(sequence) * 0.02), frame: 1)
            return probation.receive(
                arrival, ssrc: ssrc, key: key, isForward: true, hash: 7 << 32, hasContext: false)
        }
        // Eight fill the bucket of their path before it, and have left when its next packet comes.
        for number in 1...8 { for sequence: UInt16 in 0..<3 { #expect(receive(UInt32(number), sequence) == nil) } }
        #expect(receive(9, 0) == nil)
        for number in 1...8 { #expect(receive(UInt32(number), 3) != nil) }
        for sequence: UInt16 in 1..<3 { #expect(receive(9, sequence) == nil) }
        let found = try #require(receive(9, 3))
        #expect(found.packets.map(\.sequenceNumber) == [0, 1, 2, 3])
    }

    @Test("More TCP connections than are followed")
    func connections() {
        var table = TCPConnectionTable(seed: 1)
        let server = Endpoint(IPAddress(ipv4: 0x0a00_0001), 443)
        for number in 0..<TCPConnectionTable.capacity + 5 {
            let client = Endpoint(IPAddress(ipv4: 0x0a01_0000 + UInt32(number)), 1000)
            _ = table.take(PathKey.make(source: client, destination: server, transport: .tcp).key, isForward: true)
            #expect(table.evicted == max(0, number + 1 - TCPConnectionTable.capacity))
        }
    }
}
