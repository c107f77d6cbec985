import Report
import TestSupport
import Testing
import Wire

extension FindingScenarios {
    static let connection = connecting.merging(handshake) { first, _ in first }.merging(moving) { first, _ in first }

    private static let connecting: [FindingCode: FindingScenarios] = [
        .iceFailed: FindingScenarios(
            triggers: [
                .script("no check is answered for 20 s") { unanswered(seconds: 20) },
                .script("consent expires") {
                    var script = DirectCall().script
                    script.consent(DirectCall().client, DirectCall().server, from: 13, to: 60, answer: nil)
                    return script
                },
            ],
            nearMisses: [.script("a healthy call") { DirectCall().script }, .recorded("direct.tapA.pcap")]),
        .allCandidatesRelay: FindingScenarios(
            triggers: [.script("a relay alone") { RelayedCallTests.script() }, .recorded("turn-relay.tapA.pcap.gz")],
            nearMisses: [
                .script("a host candidate beside the relay") {
                    var script = RelayedCallTests.script()
                    let direct = Agent("192.168.1.10", 50_000, "clie", controlling: true)
                    script.check(direct, RelayedCallTests.peer, at: 0.21, answer: nil)
                    return script
                }
            ]),
        .turnRefused: FindingScenarios(
            triggers: [
                .script("401 to credentials") {
                    var script = CallScript()
                    script.allocate(RelayedCallTests.use(), at: 0, refusal: .unauthenticated)
                    return script
                },
                .recorded("turn-refused.tapA.pcap"),
            ],
            nearMisses: [.script("the 401 that asks for credentials") { RelayedCallTests.script() }]),
        .turnUnreachable: FindingScenarios(
            triggers: [
                .script("no Allocate is answered") {
                    var script = CallScript()
                    script.allocateInVain(RelayedCallTests.use(), at: [0, 0.5, 1.5, 3.5, 7.5, 15.5, 23.5])
                    return script
                }
            ],
            nearMisses: [.script("one that answers") { RelayedCallTests.script() }]),
        .stunUnreachable: FindingScenarios(
            triggers: [.script("a silent server") { gathering(mapped: nil) }],
            nearMisses: [.script("a server that answers") { gathering(mapped: Endpoint("192.0.2.77", 61_000)) }]),
        .dtlsStuck: FindingScenarios(
            triggers: [.recorded("dtls-blocked.tapA.pcap"), .recorded("mtu-hole.tapB.pcapng")],
            nearMisses: [
                .recorded("direct.tapA.pcap"),
                .script("the capture ends in the handshake") {
                    var script = CallScript()
                    script.connect(DirectCall().client, DirectCall().server, at: 0)
                    script.handshake(over: DirectCall().route, at: 0.2, flights: [.clientHello])
                    return script
                },
            ]),
        .pathsDiffer: FindingScenarios(
            triggers: [.recorded("ice-restart.tapA.pcap.gz")],
            nearMisses: [.recorded("direct.tapA.pcap"), .recorded("two-calls.tapB.pcapng.gz")]),
    ]

    private static func unanswered(seconds: Double) -> CallScript {
        var script = CallScript()
        script.consent(DirectCall().client, DirectCall().server, from: 0, to: seconds, every: 0.5, answer: nil)
        return script
    }

    /// A call whose client asks a STUN server, which answers with `mapped`, if at all.
    private static func gathering(mapped: Endpoint?) -> CallScript {
        var script = DirectCall().script
        script.gather(
            DirectCall().client.endpoint, from: Endpoint("198.51.100.1", 3478), at: -0.1, mapped: mapped, tries: 5)
        return script
    }
}
