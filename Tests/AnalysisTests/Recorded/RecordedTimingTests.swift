import Report
import Testing

@Suite("Loss and delay over time in recorded calls")
struct RecordedTimingTests {
    private func streams(_ name: String) throws -> [StreamReport] {
        try RecordedCapture(name: name).reports().flatMap(\.network.streams)
    }

    private func streams(_ name: String, _ direction: CallDirection) throws -> [StreamReport] {
        try streams(name).filter { $0.direction == direction }
    }

    @Test("A hold of 6 s is the sender's, in both directions, though it resumes with an old timestamp")
    func hold() throws {
        for direction in CallDirection.allCases {
            let stream = try #require(try streams("hold-resume.tapA.pcap.gz", direction).first)
            #expect(stream.gaps.map(\.cause) == [.senderPaused] && stream.gapCount == 1)
            #expect((6000...6100).contains(try #require(stream.longestGap).milliseconds))
            #expect(stream.lost == 0 && stream.lateLoss.map(\.percent) == [0, 0, 0])
        }
    }

    @Test("Gaps of known length: each with what the client counts of it")
    func exactGaps() throws {
        let stream = try #require(try streams("exact-gaps.tapB.pcapng.gz", .sent).first)
        #expect(stream.gaps.map(\.packetsMissing) == [47, 48, 49, 50, 51, 52, 30, 60])
        #expect(stream.gaps.map(\.countedByClient) == [47, 48, 49, 0, 0, 0, 30, 0])
        #expect(stream.gaps.allSatisfy { $0.cause == .lost } && stream.bursts?.bursts == 8)
        #expect(stream.gaps.compactMap(\.countedByClient).reduce(0, +) == stream.lostAsClientCounts)
        #expect(stream.segments.last?.lostAsClientCounts == stream.lostAsClientCounts)
    }

    @Test("Losses in bursts of 3 to 5 are all in bursts; 5 % at random are not")
    func bursts() throws {
        let bursts = try #require(try streams("g711-burst-loss.tapB.pcapng.gz", .sent).first?.bursts)
        #expect(bursts.bursts == 10 && bursts.gapDensityPercent == 0)
        let random = try #require(try streams("loss-5-percent.tapB.pcapng", .sent).first?.bursts)
        #expect((random.gapDensityPercent ?? 0) > 1 && (random.burstDensityPercent ?? 100) < 25)
    }

    @Test("Senders and taps shared a clock: what drift is said is near 0")
    func drift() throws {
        for name in ["exact-gaps.tapB.pcapng.gz", "loss-5-percent.tapB.pcapng", "firefox.tapB.pcapng.zst"] {
            for stream in try streams(name) {
                guard let drift = stream.driftPartsPerMillion else { continue }
                #expect(abs(drift) < 20, "\(name)")
            }
        }
    }

    @Test("A stream that moved to another path has one record of gaps, bursts and lateness")
    func restart() throws {
        for name in ["ice-restart.tapA.pcap.gz", "ice-restart.tapB.pcapng.gz"] {
            let streams = try streams(name)
            #expect(streams.contains { $0.paths.count == 2 })
            for stream in streams {
                #expect(stream.gapCount == 0 && stream.bursts?.bursts == 0)
                #expect((stream.lateLoss.first?.percent ?? 100) < 0.5 && stream.lateLoss.count == 3)
                #expect((stream.longestGap?.milliseconds ?? 1000) < 100)
                #expect(stream.paths.flatMap(\.ipHeaders).map(\.packets).reduce(0, +) == stream.packets)
            }
        }
    }
}
