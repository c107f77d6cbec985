import Report

extension SampleReport {
    static let capture = CaptureReport(
        files: [
            CaptureFileReport(
                name: "edge.pcapng", format: "pcapng, zstd", hardware: "x86_64",
                operatingSystem: "Linux 6.12", application: "dumpcap 4.4")
        ],
        linkTypes: [LinkTypeReport(number: 1, name: "Ethernet")], firstPacket: time(-100),
        lastPacket: time(46_000), packets: 4096, bytes: 812_345,
        drops: [
            CaptureDropReport(
                source: "kernel", interface: "eth0", packets: 12,
                spans: [CaptureDropSpan(from: time(20_000), to: time(21_500), packets: 12, frame: 2001)])
        ], truncated: 1, firstTruncatedFrame: 900, doubled: 2,
        doubledPlaces: [
            DoubledPlacesReport(
                first: "interface eth0, TTL 64", second: "interface eth1, TTL 63", packets: 2, firstFrame: 70)
        ],
        beginsMidCall: false, endsMidCall: true,
        endEvidence: FindingEvidence(text: "media flows until 9 ms before the capture's end", frames: [4096]),
        missingDirection: MissingDirectionReport(
            side: .farEnd, reason: "4 of its checks are answered, but no packet of it is in the capture", frames: [12]),
        offload: OffloadReport(
            frames: 1, packets: 20, firstFrame: 300, largeDatagrams: 2, firstLargeFrame: 310, longestBytes: 3022),
        lossAttribution: LossAttributionReport(
            verdict: .capture, evidence: ["12 of 114 packets are missing where the capture dropped packets"], lost: 114,
            packets: 12, seconds: [1_712_000_020], frames: [2001]),
        clockSteps: [ClockStepReport(time: time(9000), frame: 800, milliseconds: -12.5)],
        coverageGaps: [
            CoverageGapReport(
                from: time(20_000), to: time(21_500), frame: 2001, packets: 12, reason: "no frame of any flow")
        ],
        decodeFailures: [
            DecodeFailureReport(layer: "rtcp", reason: "malformed", packets: 3, firstFrame: 77)
        ],
        damage: [CaptureDamageReport(file: "edge.pcapng", offset: 812_000, sentence: "a block's two lengths differ")],
        comments: [
            CaptureCommentReport(text: "edge, after the firewall change"), CaptureCommentReport(frame: 7, text: "here"),
        ],
        limitsReached: [LimitReached(limit: "fragments", capacity: 1024, dropped: 1)])

    static let streams = [
        StreamReport(
            ssrc: SynchronizationSource(rawValue: 0x1234_ABCD), direction: .sent, kind: .audio, from: mapped,
            to: server,
            paths: [
                StreamPath(
                    transport: "udp", relay: turn, from: mapped, to: turn, packets: 1768, lost: 114,
                    hopLimits: [54, 55], dscp: [46], ecn: [0],
                    ipHeaders: [
                        IPHeaderReport(hopLimit: 54, dscp: 46, ecn: 0, packets: 1000, firstFrame: 46),
                        IPHeaderReport(hopLimit: 55, dscp: 46, ecn: 0, packets: 768, firstFrame: 2460),
                    ], firstSeen: time(310), lastSeen: time(45_200)),
                StreamPath(transport: "udp", from: relayed, to: server, packets: 1768),
            ],
            payloadTypes: [
                PayloadTypeReport(
                    payloadType: 111, codec: "opus", clockRateHertz: 48000, clockRateSource: .inferred,
                    clockRateConfidence: .high, packets: 1768)
            ],
            packets: 1768, expected: 1882, lost: 114, lostAsClientCounts: 64, clientJumpThreshold: 50,
            clientJumpThresholdSource: .assumed, duplicates: 1, reordered: 2, late: 1,
            lateLoss: [LateLossReport(bufferMilliseconds: 60, percent: 0.1)],
            lossRuns: [LossRunReport(length: 1, count: 114)],
            bursts: BurstReport(
                bursts: 3, burstDensityPercent: 20, gapDensityPercent: 1.5, burstMilliseconds: 120,
                gapMilliseconds: 9000),
            longestGap: ArrivalGapReport(milliseconds: 1500, start: time(20_000), frame: 2000, cause: .networkHeld),
            gaps: [
                ArrivalGapReport(
                    milliseconds: 1300, start: time(10_000), frameBefore: 990, frame: 1000, packetsMissing: 64,
                    countedByClient: 0, cause: .lost)
            ], gapCount: 1,
            jitter: JitterReport(lastMilliseconds: 2, meanMilliseconds: 3.1, maximumMilliseconds: 14.2),
            payloadBytes: 141_440, headerBytes: 35_360, udpPayloadBytes: 194_480, bitrateBitsPerSecond: 34_657,
            driftPartsPerMillion: -3.25, driftUncertaintyPartsPerMillion: 1.5,
            audioLevel: AudioLevelReport(mean: 0.031623, maximum: 0.4, silencePercent: 12.5, extensionID: 1),
            activity: StreamActivityReport(
                state: .sound, evidence: "audio level above 0.001 in 87.5 % of the packets", sameSizePercent: 31.25,
                sameContentPercent: 0, levelFloorPercent: 4, discontinuousPercent: 0, comfortNoisePackets: 0,
                silenceSeconds: 4.5,
                silences: [
                    SilenceSpanReport(
                        start: time(30_000), end: time(34_500), firstFrame: 2900, lastFrame: 3340, packets: 220)
                ]),
            firstSeen: time(310), lastSeen: time(45_200), firstFrame: 46, lastFrame: 4090,
            segments: [
                StreamSegment(
                    timestamp: time(5000), packets: 220, lost: 15, lostAsClientCounts: 15, duplicates: 0, reordered: 1,
                    payloadBytes: 17_600,
                    jitterMilliseconds: 3, audioLevel: 0.03)
            ]),
        StreamReport(
            ssrc: SynchronizationSource(rawValue: 0x99), direction: .received, kind: .retransmission, from: server,
            to: mapped, payloadTypes: [PayloadTypeReport(payloadType: 97)], packets: 2210, expected: 2210, lost: 0,
            retransmits: SynchronizationSource(rawValue: 0x98)),
    ]

    static let ice = ICEReport(
        generations: [
            ICEGenerationReport(
                index: 0, localUfrag: "cLnt", remoteUfrag: "srvR", firstSeen: time(60), firstFrame: 12,
                lastSeen: time(45_000), lastFrame: 4001)
        ],
        agents: [
            ICEAgentReport(side: .client, generation: 0, ufrag: "cLnt", role: .controlling, lite: false),
            ICEAgentReport(
                side: .farEnd, generation: 0, ufrag: "srvR", role: .controlled, lite: true, software: "libnice"),
        ],
        candidates: [
            ICECandidateReport(
                side: .client, type: .relay, decided: true, endpoint: relayed, base: client, firstSeen: time(48),
                frame: 9, knownBy: "XOR-RELAYED-ADDRESS of the allocation")
        ],
        pairs: [
            ICEPairReport(
                local: relayed, remote: server, relay: turn, generation: 0,
                checksByClient: CheckCount(sent: 18, answered: 17, errors: 1), checksByFarEnd: CheckCount(sent: 1),
                nominated: true, selected: [.sent, .received], state: .succeeded,
                traffic: TransportCounters(
                    packetsSent: 2310, bytesSent: 295_400, packetsReceived: 2301, bytesReceived: 290_120),
                changes: [ICEPairChangeReport(time: time(182), frame: 31, state: .succeeded)],
                nomination: ICENominationReport(
                    side: .client, kind: .regular, checks: seen, answered: time(182), answeredFrame: 31),
                outages: [
                    ConsentOutageReport(
                        side: .client, lastAnswer: time(20_000), lastAnswerFrame: 1999, firstCheck: time(22_500),
                        firstCheckFrame: 2100, checks: 3, regained: time(31_000), regainedFrame: 2300,
                        milliseconds: 11_000, expired: time(30_000))
                ],
                mapped: [MappedAddressReport(side: .client, endpoint: mapped, answers: seen)])
        ],
        stateChanges: [
            ICEStateChangeReport(time: time(60), frame: 12, state: .checking, evidence: "first check"),
            ICEStateChangeReport(time: time(182), frame: 31, state: .connected),
        ],
        roleConflicts: 1,
        servers: [
            ICEServerReport(
                endpoint: turn, kind: .turn, requests: 4, answered: 4,
                errors: [STUNErrorCount(code: 401, reason: "Unauthorized", count: 1)], mapped: [mapped],
                software: "coturn", firstSeen: time(0), firstFrame: 1)
        ],
        allocations: [
            TURNAllocationReport(
                server: turn, client: client, side: .client, relayed: relayed, mapped: mapped, lifetimeSeconds: 600,
                requested: time(0), granted: time(48), frame: 9, refreshes: 1,
                errors: [
                    STUNErrorCount(
                        code: 401, reason: "Unauthorized", count: 1, method: "Allocate", isChallenge: true, seen: seen)
                ],
                permissions: [TURNPermissionReport(ip: server.ip, requests: seen)],
                channels: [TURNChannelReport(number: 0x4000, peer: server, frame: 14, requests: seen)],
                grants: [TURNGrantReport(time: time(48), frame: 9, lifetimeSeconds: 600, isRefresh: false)],
                expired: [time(44_000)], released: time(45_000), sentBeforePermission: [server],
                toPeers: RelayedTraffic(packets: 1800, bytes: 200_000),
                fromPeers: RelayedTraffic(packets: 9, bytes: 900))
        ],
        farEndStateChanges: [ICEStateChangeReport(time: time(61), frame: 13, state: .checking)],
        roles: [ICERoleClaim(side: .client, role: .controlling, tieBreaker: "0xabcd", checks: seen)],
        conflicts: [ICERoleConflict(side: .client, refusals: seen)],
        selections: [
            PairSelectionReport(
                direction: .sent, local: relayed, remote: server, time: time(182), frame: 31, reason: "nomination")
        ],
        rebindings: [
            NATRebindingReport(
                side: .client, from: mapped, to: client, time: time(9000), frame: 900, evidence: "another source")
        ],
        tlsConnections: [
            TLSConnectionReport(client: client, server: turn, time: time(10), frame: 3, evidence: "a known server")
        ])

    private static let seen = Sightings(
        count: 2, first: time(50), firstFrame: 10, last: time(40_000), lastFrame: 3900)

    static let dtls = DTLSReport(
        version: "DTLS 1.2", role: .server, suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", group: "x25519",
        offeredProfiles: ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"],
        chosenProfile: ChosenProfile(
            name: "AES_CM_128_HMAC_SHA1_80", candidates: ["AES_CM_128_HMAC_SHA1_80"], source: .negotiated,
            tagBytes: 10, evidence: ["the server's use_srtp chose it"]),
        fingerprints: [FingerprintReport(side: .farEnd, algorithm: "sha-256", value: "0A:1B")],
        flights: [
            DTLSFlightReport(
                sender: .farEnd, messages: ["ClientHello"], time: time(190), end: time(190), frame: 33, lastFrame: 33,
                packets: 2, bytes: 263, retransmissions: 1,
                repeats: [
                    DTLSRepeatReport(time: time(240), frame: 35, afterMilliseconds: 50, packets: 1, bytes: 263)
                ])
        ],
        retransmissions: 1, handshakeMilliseconds: 111, retransmissionWaitMilliseconds: 50,
        retransmissionWaitPercent: 45,
        directions: [
            DTLSDirectionReport(
                sender: .client, packets: 2, bytes: 900, longestBytes: 600, firstFrame: 36, lastFrame: 44)
        ],
        stuck: DTLSStuckReport(
            missingFlight: .serverFinished, side: .client, passesTap: true, since: time(250), frame: 44,
            retransmissions: 3),
        sizeLosses: [
            DTLSSizeLossReport(
                sender: .farEnd, basis: .missingPart, longestPassedBytes: 263, shortestLostBytes: 1200,
                transmissions: 4,
                frames: [33, 35])
        ],
        otherAddresses: [
            DTLSOtherAddressReport(
                sender: .farEnd, sentTo: server, answeredFrom: turn, hasChecks: false, time: time(200), frame: 34,
                packets: 3)
        ],
        alerts: [
            DTLSAlertReport(
                sender: .farEnd, level: "warning", description: "close_notify", time: time(45_240), frame: 4095)
        ],
        stateChanges: [
            DTLSStateChangeReport(time: time(190), frame: 33, state: .connecting, evidence: "ClientHello"),
            DTLSStateChangeReport(time: time(301), frame: 44, state: .connected),
        ],
        farEndStateChanges: [
            DTLSStateChangeReport(time: time(188), frame: 32, state: .connecting, evidence: "check")
        ],
        carriedInSTUN: true)
}
