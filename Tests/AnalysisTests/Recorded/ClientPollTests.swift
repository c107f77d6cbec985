import Report
import Testing

/// Every figure that the client beside the tap gave at every poll, against the report as it was at that moment.
@Suite("Polls of the client beside the tap")
struct ClientPollTests {
    /// Firefox does not count what reached it before it had a pair: the ClientHello, in two datagrams.
    private static let uncountedByFirefox = 1463

    @Test("The report says at every poll what the client says", arguments: ClientPolls.captures)
    func polls(capture: RecordedCapture) throws {
        for client in try ClientPolls(beside: capture).clients {
            let snapshots = try CaptureSnapshots(capture, client: client.address)
            let streams = client.streams.map { Self.series($0) }
            let pairs = ([client.transport].compactMap(\.self) + client.pairs).flatMap { Self.series($0, client) }
            let comparison = PollComparison(streams + pairs, snapshots)
            for (index, series) in (streams + pairs).enumerated() {
                // A transport's packets in flight may be a burst of padding.
                Self.expectEqual(comparison.polls[index], series.name, inFlight: index < streams.count ? 1 : 4)
            }
            for (stream, polls) in zip(client.streams, comparison.polls) {
                Self.expectJitter(polls, stream)
                Self.expectGaps(polls, stream)
            }
            let report = try #require(
                comparison.reports.first { Self.speaks($0, of: client) }, "no report of client \(client.name)")
            Self.expectClockRates(report, client)
            Self.expectStates(report, client)
            Self.expectCipher(report, client)
        }
    }

    // MARK: Counters

    private static func speaks(_ report: CallReport, of client: ClientPolls.Client) -> Bool {
        let known = Set(client.streams.map(\.ssrc))
        return known.isEmpty || report.network.streams.contains { known.contains($0.ssrc.description) }
    }

    private static func series(_ stream: ClientPolls.Stream) -> PollComparison.Series {
        let client = stream.packets.indices.map { poll in
            PollComparison.Figures(
                packets: stream.packets[poll], bytes: stream.bytes?[poll],
                lost: stream.lost?[poll], headerBytes: stream.headerBytes?[poll],
                jitterMilliseconds: stream.jitterMs?[poll])
        }
        return PollComparison.Series(
            name: "\(stream.kind) \(stream.direction) \(stream.ssrc)", times: stream.time, client: client
        ) { reports in
            let own = reports.flatMap(\.network.streams).filter { $0.direction.rawValue == stream.direction }
            guard let primary = own.first(where: { $0.ssrc.description == stream.ssrc }) else { return nil }
            // getStats adds retransmissions to the stream that they repair.
            let all = [primary] + own.filter { $0.retransmits == primary.ssrc }
            return PollComparison.Figures(
                packets: all.map(\.packets).reduce(0, +), bytes: sum(all.map(\.payloadBytes)),
                lost: stream.lost == nil ? primary.lost : primary.lostAsClientCounts,
                headerBytes: sum(all.map(\.headerBytes)), jitterMilliseconds: primary.jitter?.lastMilliseconds)
        }
    }

    private static func sum(_ values: [Int?]) -> Int? {
        values.reduce(0) { sum, value in sum.flatMap { sum in value.map { sum + $0 } } }
    }

    /// One for each direction: their packets are in flight at different moments.
    private static func series(
        _ transport: ClientPolls.Transport, _ client: ClientPolls.Client
    ) -> [PollComparison.Series] {
        let name = transport.local.map { "pair \($0) > \(transport.remote ?? "")" } ?? "transport"
        let known = Set(client.streams.map(\.ssrc))
        func counters(_ reports: [CallReport]) -> TransportCounters? {
            let mine = reports.first { report in
                guard let local = transport.local else {
                    return known.isEmpty || report.network.streams.contains { known.contains($0.ssrc.description) }
                }
                return report.network.ice?.pairs.contains { $0.local.description == local } ?? false
            }
            guard let local = transport.local else { return mine?.network.transport }
            return mine?.network.ice?.pairs.first {
                $0.local.description == local && $0.remote.description == transport.remote
            }?.traffic
        }
        let uncounted = client.agent.hasPrefix("Firefox") ? uncountedByFirefox : 0
        func series(
            _ direction: String, _ packets: [Int]?, _ bytes: [Int],
            _ figures: @escaping (TransportCounters) -> PollComparison.Figures
        ) -> PollComparison.Series {
            PollComparison.Series(
                name: "\(name) \(direction)", times: transport.time,
                client: bytes.indices.map { PollComparison.Figures(packets: packets?[$0], bytes: bytes[$0]) }
            ) { counters($0).map(figures) }
        }
        return [
            series("sent", transport.packetsSent, transport.bytesSent) {
                PollComparison.Figures(packets: $0.packetsSent, bytes: $0.bytesSent)
            },
            series("received", transport.packetsReceived, transport.bytesReceived) {
                PollComparison.Figures(packets: $0.packetsReceived, bytes: $0.bytesReceived - uncounted)
            },
        ]
    }

    /// - Parameter inFlight: packets that may be between the tap and the client's counter.
    private static func expectEqual(_ polls: [PollComparison.Poll], _ name: String, inFlight: Int) {
        for (index, poll) in polls.enumerated() {
            guard let agreed = poll.agreed else {
                // In its first second nothing may tie a retransmission stream to the one that it repairs.
                if index == 0, name.hasPrefix("video") { continue }
                let (client, network) = (poll.client.packets, poll.then?.packets)
                Issue.record(
                    "\(name), poll \(index): the client has \(client ?? -1) packets, the report \(network ?? -1)")
                continue
            }
            if let client = poll.client.packets, let then = poll.then?.packets {
                #expect(abs(client - then) <= inFlight, "\(name), poll \(index)")
            }
            #expect(poll.client.lost == nil || poll.client.lost == agreed.lost, "\(name), poll \(index)")
            #expect(
                poll.client.headerBytes == nil || poll.client.headerBytes == agreed.headerBytes
                    || agreed.headerBytes == nil, "\(name), poll \(index)")
            // Nil: undecided, as long as nothing shows the tag's length.
            #expect(
                poll.client.bytes == nil || agreed.bytes == nil || poll.client.bytes == agreed.bytes,
                "\(name), poll \(index)")
        }
        #expect(polls.isEmpty || polls.last?.client.bytes == nil || polls.last?.agreed?.bytes != nil, "\(name)")
    }

    /// A media server tells what it knew when it last sent a receiver report, up to a second ago.
    private static func expectGaps(_ polls: [PollComparison.Poll], _ stream: ClientPolls.Stream) {
        var before = 0
        for (poll, said) in zip(polls, stream.everyGap ?? []) {
            guard let now = poll.agreed?.lost, let said else { continue }
            #expect((before...max(before, now)).contains(said), "\(stream.ssrc)")
            before = now
        }
    }

    // MARK: Jitter, clock, states, cipher

    private static func expectJitter(_ polls: [PollComparison.Poll], _ stream: ClientPolls.Stream) {
        let pairs = polls.map { ($0.client.jitterMilliseconds, ($0.agreed ?? $0.then)?.jitterMilliseconds) }
        let differences = pairs.compactMap { client, network in
            client.flatMap { client in network.map { abs(client - $0) } }
        }
        guard stream.direction == "received", let worst = differences.max() else { return }
        #expect(worst <= 5, "\(stream.ssrc)")
        #expect(differences.reduce(0, +) / Double(differences.count) <= 1, "\(stream.ssrc)")
        // A second of packets may not be enough to tell the clock.
        #expect(pairs.count { $0 != nil && $1 == nil } <= 1, "\(stream.ssrc)")
    }

    private static func expectClockRates(_ report: CallReport, _ client: ClientPolls.Client) {
        for stream in client.streams {
            let found = report.network.streams.first { $0.ssrc.description == stream.ssrc }
            let rates = Set(found?.payloadTypes.map(\.clockRateHertz) ?? [])
            #expect(stream.clockRate == nil || rates == [stream.clockRate], "\(stream.ssrc)")
        }
    }

    private static func expectStates(_ report: CallReport, _ client: ClientPolls.Client) {
        let ice = report.network.ice?.stateChanges.map { ("ice_\($0.state.rawValue)", $0.time) } ?? []
        let dtls = report.network.dtls?.stateChanges.map { ("dtls_\($0.state.rawValue)", $0.time) } ?? []
        for (state, time) in client.states {
            guard let time else { continue }
            guard let change = (ice + dtls).first(where: { $0.0 == state }) else {
                Issue.record("no \(state)")
                continue
            }
            let difference = time - Double(change.1.nanoseconds) / 1e9
            #expect(abs(difference) <= 0.05, "\(state): \(difference) s")
        }
    }

    /// The names that packets allow for a client's.
    private static let ciphers: [String: Set<String>] = [
        "SRTP_AES128_CM_HMAC_SHA1_80": ["AES_CM_128_HMAC_SHA1_80"],
        "SRTP_AEAD_AES_128_GCM": ["AEAD_AES_128_GCM", "AEAD_AES_GCM"],
    ]

    private static func expectCipher(_ report: CallReport, _ client: ClientPolls.Client) {
        let cipher = report.iceData.transport.srtpCipher
        if let said = client.srtp {
            #expect(cipher.map { ciphers[said]?.contains($0) == true } == true, "\(cipher ?? "nil")")
        } else if client.agent.hasPrefix("Chromium") {
            #expect(cipher == nil)
        }
    }

    // MARK: Round trips

    @Test("Each check's round trip is the client's")
    func roundTrips() throws {
        var differences: [Double] = []
        for capture in ClientPolls.captures {
            for client in try ClientPolls(beside: capture).clients {
                guard let checks = client.checks else { continue }
                let reports = try CaptureSnapshots(capture, client: client.address).reports(after: []) { _, _ in }
                guard let samples = reports.first(where: { Self.speaks($0, of: client) })?.network.rtt?.samples else {
                    continue
                }
                for (index, milliseconds) in checks.ms.enumerated() {
                    let own = zip(samples.times, samples.milliseconds).filter { time, _ in
                        let time = Double(time.nanoseconds) / 1e9
                        return checks.after[index] < time && time <= checks.until[index]
                    }
                    if own.count == 1 { differences.append(abs(milliseconds - own[0].1)) }
                }
            }
        }
        differences.sort()
        try #require(differences.count > 200)
        #expect(differences[differences.count / 2] <= 1)
        #expect(differences[differences.count * 95 / 100] <= 1.5)
    }

    @Test("An ICE-lite server's own capture has no round trip, and says why")
    func liteServer() throws {
        for name in ["media-server.tapB.pcapng", "media-server-loss.tapB.pcapng.zst"] {
            let report = try #require(try RecordedCapture(name: name).reports().first)
            #expect(report.segments.allSatisfy { $0.rttMilliseconds == nil })
            #expect(report.network.rtt?.path == nil)
            #expect(
                report.network.notObservable.contains { $0.field.contains("rtt") && $0.reason.contains("ICE lite") })
        }
    }
}
