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
                .recorded("direct.tapA.pcap"), .recorded("ice-restart.tapA.pcap.gz"),
            ]),
        .natRebinding: FindingScenarios(
            triggers: [.script("a new port half-way") { ServerTapTests.script }],
            nearMisses: [.recorded("ice-restart.tapA.pcap.gz"), .recorded("direct.tapA.pcap")]),
        .pathChanged: FindingScenarios(
            triggers: [.recorded("ice-restart.tapA.pcap.gz"), .recorded("ice-restart.tapB.pcapng.gz")],
            nearMisses: [.recorded("direct.tapA.pcap"), .recorded("turn-relay.tapS.pcap.zst")]),
        .turnExpired: FindingScenarios(
            triggers: [
                .script("no refresh in time") { allocation { $0.refresh(RelayedCallTests.use(), at: 5, lifetime: 1) } },
                .script("437 to a Refresh") {
                    allocation { $0.refresh(RelayedCallTests.use(), at: 9, refusal: .allocationMismatch) }
                },
            ],
            nearMisses: [
                .script("given back") { allocation { $0.refresh(RelayedCallTests.use(), at: 11, lifetime: 0) } },
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
