import Report
import TestSupport
import Testing
import Wire

// What can go wrong with the DTLS handshake of a call whose ICE is well.
extension FindingScenarios {
    static let handshake: [FindingCode: FindingScenarios] = [
        .dtlsMTU: FindingScenarios(
            triggers: [.recorded("mtu-hole.tapA.pcap")],
            nearMisses: [
                .recorded("dtls-blocked.tapA.pcap"), .recorded("dtls-blocked.tapB.pcapng"),
                .recorded("mtu-hole.tapB.pcapng"), .recorded("direct.tapA.pcap"),
            ]),
        .dtlsOneDirection: FindingScenarios(
            triggers: [
                .recorded("dtls-blocked.tapB.pcapng"), .recorded("mtu-hole.tapB.pcapng"),
                .script("hello after hello, and no answer") { hellos(at: [0.2, 0.25, 0.35, 0.55]) },
            ],
            nearMisses: [
                .recorded("dtls-blocked.tapA.pcap"), .recorded("mtu-hole.tapA.pcap"), .recorded("direct.tapA.pcap"),
                .script("hellos to an address that no check came from") {
                    var script = CallScript()
                    for time in [0.2, 0.25, 0.35, 0.55] {
                        script.flight(.clientHello, over: DirectCall().route, at: time)
                    }
                    return script
                },
                .script("one hello at the capture's end") {
                    var script = CallScript()
                    script.connect(DirectCall().client, DirectCall().server, at: 0)
                    script.flight(.clientHello, over: DirectCall().route, at: 0.2)
                    return script
                },
            ]),
        .dtlsOtherAddress: FindingScenarios(
            triggers: [.script("an address without checks") { answered(fromCheckedAddress: false) }],
            nearMisses: [.script("an address that checks have opened") { answered(fromCheckedAddress: true) }]),
        .dtlsAlert: FindingScenarios(
            triggers: [.script("a handshake failure") { alert(level: 2, description: 40) }],
            nearMisses: [
                .script("a warning") { alert(level: 1, description: 41) },
                .script("a close in order") { alert(level: 1, description: 0) }, .recorded("direct.tapA.pcap"),
            ]),
        .dtlsSlow: FindingScenarios(
            triggers: [
                .script("flights lost, four seconds of waiting") { slow(hellos: [0.2, 1.2, 3.2], end: 4.2) },
                .script("an answer that takes 1.5 s") { slow(hellos: [0.2], end: 1.7) },
            ],
            nearMisses: [
                .script("one repetition") { slow(hellos: [0.2, 0.25], end: 0.35) },
                .recorded("delay-jitter.tapA.pcap.zst"),
            ]),
    ]

    private static func hellos(at times: [Double]) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.consent(call.client, call.server, from: 5, to: 20)
        for time in times { script.flight(.clientHello, over: call.route, at: time) }
        return script
    }

    private static func answered(fromCheckedAddress isChecked: Bool) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.consent(call.client, call.server, from: 5, to: 20)
        let second = Agent("203.0.113.6", 10_000, "serv")
        if isChecked {
            script.check(call.client, second, at: 0.1, nominating: true)
            script.check(second, call.client, at: 0.12)
        }
        for time in [0.2, 0.25, 0.35] {
            script.flight(.clientHello, over: call.route, at: time)
            script.flight(.serverHello, over: call.client.route(to: second), at: time + 0.02)
        }
        return script
    }

    private static func alert(level: UInt8, description: UInt8) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        script.flight(.clientHello, over: call.route, at: 0.2)
        script.send(
            [21, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, level, description], over: call.route.reversed, at: 0.22)
        return script
    }

    /// The hello is sent at these times; the rest of the handshake follows at `end`.
    private static func slow(hellos: [Double], end: Double) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.connect(call.client, call.server, at: 0)
        for time in hellos { script.flight(.clientHello, over: call.route, at: time) }
        script.handshake(over: call.route, at: end, flights: [.serverHello, .clientFinished, .serverFinished])
        var (sent, received) = (call.sent, call.received)
        sent.start += end
        received.start += end
        script.play(sent, over: call.route)
        script.play(received, over: call.route.reversed)
        return script
    }
}
