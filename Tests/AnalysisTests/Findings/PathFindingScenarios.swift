import Report
import TestSupport
import Testing
import Wire

// Consent, addresses and paths that change while a call goes on; TURN allocations.
extension FindingScenarios {
    static let moving: [FindingCode: FindingScenarios] = [
        .consentLost: FindingScenarios(
            triggers: [.script("12 s without an answer, then regained") { consent(lostFrom: 12, to: 24) }],
            nearMisses: [
                .script("a single check lost") {
                    var script = DirectCall().script
                    script.check(DirectCall().client, DirectCall().server, at: 7, answer: nil)
                    return script
                },
                .script("two checks lost in a row") {
                    var script = DirectCall().script
                    script.consent(DirectCall().client, DirectCall().server, from: 7, to: 8.5, every: 1, answer: nil)
                    return script
                },
                .script("a pair that is left within 2 s") { left() },
                .script("checks that go on after the far end has closed the call") { closed() },
                .recorded("direct.tapA.pcap"), .recorded("ice-restart.tapA.pcap.gz"),
            ]),
        .natRebinding: FindingScenarios(
            triggers: [.script("a new port half-way") { ServerTapTests.script }],
            nearMisses: [.recorded("ice-restart.tapA.pcap.gz"), .recorded("direct.tapA.pcap")]),
        .pathChanged: FindingScenarios(
            triggers: [
                .script("both sides at 6 s") { moved(at: 6) }, .recorded("ice-restart.tapA.pcap.gz"),
                .recorded("ice-restart.tapB.pcapng.gz"),
            ],
            nearMisses: [
                .script("a better pair a second after the first media") { moved(at: 1.5) },
                .script("audio and video on pairs of their own") { sideBySide() },
                .script("audio and video of a SIP call") { trunkWithVideo() },
                .script("an address that a NAT changed: no side chose another path") { ServerTapTests.script },
                .recorded("direct.tapA.pcap"), .recorded("turn-relay.tapS.pcap.zst"),
            ]),
        .turnExpired: FindingScenarios(
            triggers: [
                .script("no refresh in time") {
                    var script = lostRefresh()
                    script.remove { time, source, _ in time > 6.5 && source == RelayedCallTests.turn }
                    return script
                },
                .script("437 to a Refresh") {
                    allocation { $0.refresh(RelayedCallTests.use(), at: 9, refusal: .allocationMismatch) }
                },
            ],
            nearMisses: [
                .script("a refresh that the capture lacks: the server relays on") { lostRefresh() },
                .script("a refresh that the capture lacks: the next one is granted") {
                    allocation { $0.refresh(RelayedCallTests.use(), at: 6.5, lifetime: 1) }
                },
                .script("given back") { allocation { $0.refresh(RelayedCallTests.use(), at: 11, lifetime: 0) } },
                .script("given back twice") {
                    allocation {
                        $0.refresh(RelayedCallTests.use(), at: 11, lifetime: 0)
                        $0.refresh(RelayedCallTests.use(), at: 11.1, refusal: .allocationMismatch)
                    }
                },
                .script("437 to an Allocate: the address has an allocation already") {
                    allocation { $0.allocate(RelayedCallTests.use(), at: 3, refusal: .allocationMismatch) }
                },
                .recorded("turn-relay.tapA.pcap.gz"),
            ]),
        .turnOverTLS: FindingScenarios(
            triggers: [.script("TLS to the TURN port") { tls(to: Endpoint("192.0.2.99", 5349)) }],
            nearMisses: [.script("TLS to some web server") { tls(to: Endpoint("192.0.2.98", 443)) }]),
        .roleConflict: FindingScenarios(
            triggers: [
                .script("487, then settled") {
                    var script = CallScript()
                    let wrong = Agent("203.0.113.5", 10_000, "serv", controlling: true)
                    script.refuse(wrong, DirectCall().client, at: -0.5, with: .roleConflict)
                    script.append(DirectCall().script)
                    return script
                }
            ],
            nearMisses: [.script("no conflict") { DirectCall().script }, .recorded("direct.tapA.pcap")]),
    ]

    private static func consent(lostFrom begin: Double, to end: Double) -> CallScript {
        let call = DirectCall()
        var script = call.script
        script.consent(call.client, call.server, from: begin, to: end, every: 2.5, answer: nil)
        script.consent(call.client, call.server, from: end + 0.5, to: end + 8, every: 2.5)
        return script
    }

    /// Both sides move to another candidate of the client, which it has checked while the old one still ran.
    private static func moved(at time: Double) -> CallScript {
        let call = DirectCall()
        var other = call.client
        other.endpoint.port += 7
        let index = Int((time - 0.5) / 0.02)
        let route = other.route(to: call.server)
        var script = call.setup
        script.connect(other, call.server, at: time - 0.5)
        script.play(call.sent, over: call.route, 0..<index)
        script.play(call.sent, over: route, index..<DirectCall.packets)
        script.play(call.received, over: call.route.reversed, 0..<index)
        script.play(call.received, over: route.reversed, index..<DirectCall.packets)
        return script
    }

    /// The client's checks stay without an answer from 6 s on, and at 7 s it sends on another pair.
    private static func left() -> CallScript {
        var script = moved(at: 7)
        let call = DirectCall()
        script.remove { time, source, destination in
            time > 6 && source == call.server.endpoint && destination == call.client.endpoint
        }
        script.consent(call.client, call.server, from: 6.2, to: 12, every: 0.9, answer: nil)
        return script
    }

    /// The far end closes DTLS at 12.5 s and answers no more; the client asks on for 9 s.
    private static func closed() -> CallScript {
        let call = DirectCall()
        var script = call.script
        script.send(
            [21, 0xfe, 0xfd, 0, 1, 0, 0, 0, 0, 0, 9, 0, 26] + [UInt8](repeating: 0x5a, count: 26),
            over: call.route.reversed, at: 12.7)
        script.consent(call.client, call.server, from: 13, to: 22, every: 2.5, answer: nil)
        return script
    }

    private static var video: StreamScript {
        var video = StreamScript(0x3333_3333, count: 550, from: 1.51)
        video.payloadType = 96
        video.clockRate = 90_000
        return video
    }

    /// One ICE session without BUNDLE (RFC 9143): a pair for each of the two.
    private static func sideBySide() -> CallScript {
        let call = DirectCall()
        var script = call.script
        var (client, server) = (call.client, call.server)
        client.endpoint.port += 1
        server.endpoint.port += 1
        script.connect(client, server, at: 0.3)
        script.play(video, over: client.route(to: server))
        return script
    }

    private static func trunkWithVideo() -> CallScript {
        let call = TrunkCall()
        let (caller, callee) = (Endpoint("192.0.2.10", 4100), Endpoint("198.51.100.30", 6100))
        func description(of audio: Endpoint, _ video: Endpoint) -> String {
            call.description(of: audio, "m=video \(video.port) RTP/AVP 96\na=rtpmap:96 VP8/90000\n")
        }
        var script = CallScript()
        script.establish(
            call.sip, at: 0, offer: description(of: call.caller, caller), answer: description(of: call.callee, callee))
        call.playMedia(in: &script)
        script.play(video, over: Route(caller, callee))
        return script
    }

    /// The lifetime ends at 5 s, and no later Refresh is in the capture.
    private static func lostRefresh() -> CallScript {
        var script = allocation { $0.refresh(RelayedCallTests.use(), at: 4, lifetime: 1) }
        script.remove { time, source, destination in
            abs(time - 8.02) < 0.03 && [source, destination].contains(RelayedCallTests.turn)
        }
        return script
    }

    private static func allocation(_ change: (inout CallScript) -> Void) -> CallScript {
        var script = RelayedCallTests.script()
        change(&script)
        return script
    }

    private static func tls(to server: Endpoint) -> CallScript {
        var script = DirectCall().script
        let hello: [UInt8] = [22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3] + [UInt8](repeating: 7, count: 194)
        script.send(hello, over: Route(Endpoint("192.168.1.10", 52_000), server, over: .tcp), at: 0.1)
        return script
    }
}
