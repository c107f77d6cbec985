public import Report

/// Reports filled by hand.
public enum SampleReport {
    /// What is there of a call that nothing is known of.
    public static let minimal = CallReport(
        call: CallSummary(callID: "c0"), network: NetworkReport(generator: "callwitness 0"))

    /// 2024-04-01 19:33:20 UTC.
    public static let start = UnixTime(nanoseconds: 1_712_000_000_000_000_000)

    public static func time(_ milliseconds: Int64) -> UnixTime {
        UnixTime(nanoseconds: start.nanoseconds + milliseconds * 1_000_000)
    }

    /// A relayed call to a media server that loses 114 of 1882 packets on the way up: every figure is there.
    public static let full = CallReport(
        call: CallSummary(
            callID: "98041520-6c2f-5d0a-9d0e-0a1b2c3d4e5f", durationSeconds: 45.25, sdkVersion: "2.26.3",
            telnyxSessionID: "session-1", telnyxLegID: "leg-1"),
        segments: [
            CallSegment(
                timestamp: time(5000), bytesSent: 12345, bytesReceived: 23456, rttMilliseconds: 45,
                jitterMilliseconds: 3.1234, audioLevel: 0.5, packetsSent: 235, packetsReceived: 250, packetsLost: 0,
                packetLossPercent: 0),
            CallSegment(timestamp: time(45_250), bytesSent: 100_000, packetsSent: 1882),
        ],
        iceData: ICEData(
            transport: TransportStates(
                dtlsState: .connected, iceState: .connected, srtpCipher: "AES_CM_128_HMAC_SHA1_80"),
            selectedPair: SelectedPair(
                localCandidate: SelectedCandidate(type: .relay, ip: relayed.ip, port: relayed.port),
                remoteCandidate: SelectedCandidate(type: .host, ip: server.ip, port: server.port),
                nominated: true, state: .succeeded),
            candidates: [
                ClientCandidate(type: .host, ip: client.ip, port: client.port, timestamp: time(0)),
                ClientCandidate(type: .serverReflexive, ip: mapped.ip, port: mapped.port, timestamp: time(12)),
                ClientCandidate(type: .relay, ip: relayed.ip, port: relayed.port, timestamp: time(48)),
            ]),
        network: network)

    /// A direct call in which nothing is wrong.
    public static let quiet: CallReport = {
        var stream = StreamReport(
            ssrc: SynchronizationSource(rawValue: 0x0A0B_0C0D), direction: .sent, kind: .audio,
            payloadTypes: [PayloadTypeReport(payloadType: 111, codec: "opus", clockRateHertz: 48000)], packets: 1500,
            expected: 1500, lost: 0, duplicates: 0, reordered: 0,
            jitter: JitterReport(lastMilliseconds: 0.5, meanMilliseconds: 0.62, maximumMilliseconds: 1.9),
            bitrateBitsPerSecond: 41_200)
        let sent = stream
        stream.ssrc = SynchronizationSource(rawValue: 0xFFEE_DDCC)
        stream.direction = .received
        let figures = QualityReport.Figures(jitterMilliseconds: 0.62, packetLossPercent: 0, clientLossPercent: 0)
        return CallReport(
            call: CallSummary(callID: "quiet", durationSeconds: 30),
            iceData: ICEData(
                transport: TransportStates(
                    dtlsState: .connected, iceState: .connected, srtpCipher: "AEAD_AES_128_GCM"),
                selectedPair: SelectedPair(
                    localCandidate: SelectedCandidate(type: .host, ip: client.ip, port: client.port),
                    remoteCandidate: SelectedCandidate(type: .host, ip: server.ip, port: server.port),
                    nominated: true, state: .succeeded)),
            network: NetworkReport(
                generator: "callwitness 0.1.0", firstPacket: time(0), lastPacket: time(30_000),
                capture: CaptureReport(
                    files: [CaptureFileReport(name: "call.pcap", format: "pcap")], packets: 3200, bytes: 400_000),
                perspective: Perspective(
                    local: Party(endpoint: client, addresses: [client.ip]), remote: Party(endpoint: server)),
                streams: [sent, stream],
                rtt: RTTReport(path: rtt),
                quality: QualityReport(rttMilliseconds: 45, sent: figures, received: figures)))
    }()

    static let client = TransportAddress(ip: "192.168.1.5", port: 50000)
    static let mapped = TransportAddress(ip: "203.0.113.5", port: 50000)
    static let relayed = TransportAddress(ip: "64.16.248.1", port: 50002)
    static let turn = TransportAddress(ip: "64.16.248.1", port: 3478)
    static let server = TransportAddress(ip: "2001:db8::80", port: 10000)

    private static let network = NetworkReport(
        generator: "callwitness 0.1.0", firstPacket: time(0), lastPacket: time(45_250), capture: capture,
        perspective: Perspective(
            local: Party(endpoint: mapped, addresses: [client.ip, mapped.ip], software: "Chromium"),
            remote: Party(endpoint: server, addresses: [server.ip], software: "Janus"),
            evidence: ["the far end is ICE lite", "the client asked a TURN server"], confidence: .high,
            tap: .farEnd, tapEvidence: ["the far end answers checks within 90 us"], tapConfidence: .medium),
        streams: streams,
        transport: TransportCounters(
            packetsSent: 2310, bytesSent: 295_400, packetsReceived: 2301, bytesReceived: 290_120),
        ice: ice, dtls: dtls,
        rtt: RTTReport(
            path: rtt,
            halves: [
                RTTHalf(
                    between: .clientToTap, source: .stun, statistics: rtt,
                    samples: RTTSamples(times: [time(48)], milliseconds: [0.5], source: .stun)),
                RTTHalf(between: .tapToFarEnd, source: .dtls, isBound: true, statistics: rtt),
            ],
            samples: RTTSamples(
                times: [time(48), time(2700)], milliseconds: [44, 45.5], source: .stun, ages: [0, 120.5])),
        rtcp: rtcp,
        setup: [
            SetupStep(step: "first_packet", time: time(0), frame: 1, milliseconds: 0),
            SetupStep(step: "turn_allocated", time: time(48), frame: 9, milliseconds: 48),
            SetupStep(step: "ice_connected", time: time(182), frame: 31, milliseconds: 182),
            SetupStep(
                step: "dtls_connected", time: time(301), frame: 44, milliseconds: 301, after: "ice_connected",
                durationMilliseconds: 119, isCostliest: true),
            SetupStep(step: "first_media_received", time: time(320), frame: 45, milliseconds: 320),
        ],
        timeline: CallTimeline(
            events: [
                TimelineEvent(time: time(182), frame: 31, event: "ice_state", text: "connected"),
                TimelineEvent(time: time(301), event: "dtls_state", text: "connected"),
            ],
            counters: [
                CounterSeries(
                    stream: SynchronizationSource(rawValue: 0x1234_ABCD), direction: .sent, start: time(0),
                    packets: [47, 94], lost: [3, 2], payloadBytes: [3760, 7520]),
                CounterSeries(
                    stream: SynchronizationSource(rawValue: 0x99), direction: .received, start: time(0),
                    packets: [50, 100], lost: [0, 0]),
            ]),
        quality: quality, findings: findings,
        notObservable: [
            NotObservable(field: "call.end_reason", reason: "the signalling is not in the capture"),
            NotObservable(field: "network.streams[1].payload_bytes", reason: "the SRTP tag's length is open"),
            NotObservable(field: "segments[].audioLevel", reason: "the signalling is not in the capture"),
        ],
        related: [
            RelatedCall(callID: "c2", relation: "same media, other leg")
        ],
        signalling: SampleReport.signalling)

    private static let rtt = RTTStatistics(
        minimumMilliseconds: 44, medianMilliseconds: 45, meanMilliseconds: 45.3, percentile95Milliseconds: 60.25,
        maximumMilliseconds: 91, samples: 17)

    private static var quality: QualityReport {
        var quality = QualityReport(
            rttMilliseconds: 45,
            sent: QualityReport.Figures(
                jitterMilliseconds: 3.1, packetLossPercent: 114.0 / 1882 * 100, clientLossPercent: 114.0 / 1882 * 100),
            received: QualityReport.Figures(jitterMilliseconds: 0.6, packetLossPercent: 0, clientLossPercent: 0))
        let eModel = EModelReport(
            codec: "PCMU", rating: 76.6, score: 3.89, delayMilliseconds: 82.5, packetLossPercent: 6.06,
            burstRatio: 1.04)
        quality.mos = MOSReport(
            callReport: 4.03, debugStream: 3.41, debugStreamLabel: .poor, receivedEModel: eModel, sentEModel: eModel)
        quality.intervals = [
            QualityInterval(timestamp: time(5000), callReport: 4.2, debugStream: 4.1, eModel: 4.3)
        ]
        quality.intervalSeconds = 5
        quality.sent?.packetLoss?.percentile95 = 8
        quality.sent?.packetLoss?.worst = GradedMetric.Worst(value: 9.5, grade: .poor, timestamp: time(15_000))
        quality.clientWarnings = [
            ClientWarning(
                .highPacketLoss, first: time(15_000), last: time(45_000), count: 3, from: time(0), to: time(45_000),
                intervals: 9, limit: 1, value: 9.5),
            ClientWarning(.candidatePairChanged, first: time(30_000), frame: 2811, evidence: "media on another pair"),
        ]
        return quality
    }

    private static let findings = [
        Finding(
            code: .allCandidatesRelay, severity: .info, title: "The media goes through a TURN server",
            evidence: [
                FindingEvidence(text: "The selected pair's client side is a relay candidate", frames: [31])
            ], place: .client),
        Finding(
            code: .lossHigh, severity: .critical,
            title: "6.06 % of the client's audio is lost before it reaches the capture",
            evidence: [
                FindingEvidence(
                    text: "114 of 1882 sequence numbers of 0x1234abcd are missing, in runs of at most 3",
                    frames: [60, 83, 90, 107, 133, 139, 151, 160], filter: "rtp.ssrc == 0x1234abcd")
            ], place: .upstream, action: "Capture beside the client to see whether its access network loses them"),
    ]
}
