import Report
import TestSupport
import Testing
import Wire

extension FindingScenarios {
    /// What happens to a stream over time.
    static let streams: [FindingCode: FindingScenarios] = [
        .outageHidden: FindingScenarios(
            triggers: [
                .script("60 packets missing in a row") { spoiled { $0.received.lost = Set(300..<360) } },
                .recorded("exact-gaps.tapB.pcapng.gz"),
            ],
            nearMisses: [
                .script("30 packets missing in a row") { spoiled { $0.received.lost = Set(300..<330) } },
                .recorded("hold-resume.tapA.pcap.gz"), .recorded("g711-burst-loss.tapB.pcapng.gz"),
            ]),
        .senderStalled: FindingScenarios(
            triggers: [
                .script("the far end alone stops for 3 s") { paused([.received]) },
                .script("and its clock with it") { paused([.received], isClockRunning: false) },
            ],
            nearMisses: [
                .script("both stop together") { paused([.sent, .received]) }, .recorded("hold-resume.tapA.pcap.gz"),
            ]),
        .held: FindingScenarios(
            triggers: [
                .script("both stop together") { paused([.sent, .received]) }, .recorded("hold-resume.tapA.pcap.gz"),
                .script("one stops when signalling says hold") { signalledHold("a=sendonly\n") },
            ],
            nearMisses: [
                .script("one stops, and signalling goes on") { signalledHold("a=sendrecv\n") },
                .script("the far end alone stops for 3 s") { paused([.received]) }, .recorded("direct.tapA.pcap"),
            ]),
        .networkStalled: FindingScenarios(
            triggers: [.script("held back for 1 s") { heldBack(50) }],
            nearMisses: [
                .script("held back for 300 ms") { heldBack(15) }, .recorded("delay-jitter.tapB.pcapng.zst"),
                .recorded("hold-resume.tapA.pcap.gz"),
            ]),
        .clientSilent: FindingScenarios(
            triggers: [
                .script("12 s of digital silence") {
                    DirectCall().script(sent: [talking(0x1111_1111, silentFrom: 0)], received: [talking(0x2222_2222)])
                }
            ],
            nearMisses: [
                .script("the far end is silent, not the client") {
                    DirectCall().script(sent: [talking(0x1111_1111)], received: [talking(0x2222_2222, silentFrom: 0)])
                },
                .recorded("direct.tapA.pcap"), .recorded("exact-gaps.tapB.pcapng.gz"),
            ]),
        .farEndSilent: FindingScenarios(
            triggers: [
                .script("12 s of digital silence") {
                    DirectCall().script(sent: [talking(0x1111_1111)], received: [talking(0x2222_2222, silentFrom: 0)])
                },
                .script("11 of 12 s") {
                    DirectCall().script(received: [talking(0x2222_2222, silentFrom: 50)])
                },
            ],
            nearMisses: [
                .script("silent for 5 s of 12") {
                    DirectCall().script(received: [talking(0x2222_2222, silentFrom: 350)])
                },
                .recorded("firefox.tapB.pcapng.zst"), .recorded("g711-burst-loss.tapB.pcapng.gz"),
            ]),
        .lossBursty: FindingScenarios(
            triggers: [
                .script("20 packets in a row") { spoiled { $0.sent.lost = Set(300..<320) } },
                .recorded("g711-burst-loss.tapB.pcapng.gz"), .recorded("exact-gaps.tapB.pcapng.gz"),
            ],
            nearMisses: [
                .script("as many, one by one") { spoiled { $0.sent.lost = Set(stride(from: 20, to: 580, by: 28)) } },
                .recorded("loss-5-percent.tapB.pcapng"),
            ]),
        .lossDownstream: FindingScenarios(
            triggers: [.script("5 of 100 packets by the receiver's count") { reporting(lostOf100: 5) }],
            nearMisses: [.script("none by the receiver's count") { reporting(lostOf100: 0) }]),
        .lateLossHigh: FindingScenarios(
            triggers: [
                .script("every tenth packet 100 ms late") { spoiled { $0.received.delays = [0.1] + zeros(9) } },
                .script("held back for 1 s") { heldBack(50) },
            ],
            nearMisses: [
                .script("every tenth packet 50 ms late") { spoiled { $0.received.delays = [0.05] + zeros(9) } },
                .recorded("delay-jitter.tapB.pcapng.zst"),
            ]),
        .clockDrift: FindingScenarios(
            triggers: [.script("300 ppm slow") { drifting(300e-6) }],
            nearMisses: [.script("100 ppm slow") { drifting(100e-6) }, .recorded("loss-5-percent.tapA.pcap.zst")]),
        .routeChanged: FindingScenarios(
            triggers: [.capture("one hop more from the middle on") { rerouted(at: 400) }],
            nearMisses: [
                .capture("for the last 5 packets") { rerouted(at: 595) }, .recorded("turn-relay.tapS.pcap.zst"),
            ]),
    ]

    private static func spoiled(_ change: (inout DirectCall) -> Void) -> CallScript {
        var call = DirectCall()
        change(&call)
        return call.script
    }

    private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }

    /// These directions stop for 3 s after 4 s.
    private static func paused(_ directions: Set<CallDirection>, isClockRunning: Bool = true) -> CallScript {
        let call = DirectCall()
        var script = call.setup
        for (direction, stream, route) in [
            (CallDirection.sent, call.sent, call.route), (.received, call.received, call.route.reversed),
        ] {
            guard directions.contains(direction) else {
                script.play(stream, over: route)
                continue
            }
            var resumed = stream
            resumed.start += 3
            if isClockRunning { resumed.firstTimestamp += 3 * 48_000 }
            script.play(stream, over: route, 0..<200)
            script.play(resumed, over: route, 200..<600)
        }
        return script
    }

    /// A trunk call whose callee stops for 3 s when a re-INVITE comes.
    private static func signalledHold(_ attribute: String) -> CallScript {
        let call = TrunkCall()
        var script = call.setup
        var resumed = call.received
        resumed.start += 3
        resumed.firstTimestamp += 3 * 8000
        script.play(call.sent, over: Route(call.caller, call.callee))
        script.request("INVITE", 2, of: call.sip, at: 3, body: call.description(of: call.caller, attribute))
        script.play(call.received, over: Route(call.callee, call.caller), 0..<100)
        script.play(resumed, over: Route(call.callee, call.caller), 100..<250)
        return script
    }

    /// So many received packets come with the one behind them.
    private static func heldBack(_ count: Int) -> CallScript {
        spoiled { call in
            let end = 300 + count
            call.received.delays = (0..<600).map { (300..<end).contains($0) ? Double(end - $0) * 0.02 : 0 }
        }
    }

    /// 12 s with audio levels, silent from a packet on.
    private static func talking(_ ssrc: UInt32, silentFrom silence: Int = .max) -> ContentScript {
        ContentScript.audio(ssrc, count: 600, from: 0.6) { index, packet in
            packet.elements = [(1, 0x80 | (index < silence ? UInt8(10 + index % 30) : 127))]
            if index >= silence { packet.length = 13 }
        }
    }

    /// 40 s, of a sender whose clock is slow by this share.
    private static func drifting(_ share: Double) -> CallScript {
        spoiled { call in
            call.received.count = 2000
            call.received.delays = (0..<2000).map { Double($0) * 0.02 * share }
        }
    }

    private static func rerouted(at index: Int) -> Capture {
        let call = DirectCall()
        var before = call.setup
        before.play(call.sent, over: call.route)
        before.play(call.received, over: call.route.reversed, 0..<index)
        before.encapsulation = Encapsulation(timeToLive: 54)
        var after = CallScript()
        after.play(call.received, over: call.route.reversed, index..<600)
        after.encapsulation = Encapsulation(timeToLive: 53)
        return before.capture.merged(with: after.capture)
    }

    /// A plain call of 20 s whose receiver reports every 5 s.
    private static func reporting(lostOf100: UInt32) -> CallScript {
        let route = Route(Endpoint("192.168.1.10", 40_000), Endpoint("203.0.113.5", 30_000))
        var script = CallScript()
        for (ssrc, route) in [(UInt32(1), route), (2, route.reversed)] {
            var stream = StreamScript(ssrc, count: 1000, from: 0.5)
            stream.payloadType = 0
            stream.clockRate = 8000
            stream.payloadLength = 160
            stream.tagLength = 0
            script.play(stream, over: route)
        }
        for round in 1...3 {
            let time = Double(round) * 5
            // Packet i is sent at 0.5 + 0.02 i.
            let received = UInt32((time - 0.5) / 0.02) + 1
            var report: [UInt8] = []
            RTCPReceiverReport(ssrc: 2).serialize(
                into: &report,
                blocks: [
                    RTCPReportBlock(
                        ssrc: 1, fractionLost: 12, cumulativeLost: Int32(received * lostOf100 / 100),
                        extendedHighestSequence: 1000 + received - 1, jitter: 16, lastSenderReport: 0,
                        delaySinceLastSenderReport: 0)
                ])
            RTCPSourceDescription.serialize([(2, [(.cname, Array("you@there".utf8))])], into: &report)
            script.send(report, over: route.reversed, at: time + 0.01)
        }
        return script
    }
}
