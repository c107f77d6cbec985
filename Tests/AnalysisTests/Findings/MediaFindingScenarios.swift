import Report
import TestSupport
import Testing

extension FindingScenarios {
    static let media: [FindingCode: FindingScenarios] = [
        .oneWayMedia: FindingScenarios(
            triggers: [
                .script("only the client sends") {
                    var script = DirectCall().setup
                    script.play(DirectCall().sent, over: DirectCall().route)
                    return script
                },
                .recorded("one-way.tapA.pcap"),
            ],
            nearMisses: [.recorded("one-way.tapB.pcapng.gz"), .script("both send") { DirectCall().script }]),
        .lossHigh: FindingScenarios(
            triggers: [
                .script("2 of 100 packets lost") { lossy(every: 50) }, .recorded("loss-5-percent.tapB.pcapng"),
            ],
            nearMisses: [
                .script("1 of 150 packets lost") { lossy(every: 150) }, .recorded("loss-5-percent.tapA.pcap.zst"),
            ]),
        .jitterHigh: FindingScenarios(
            triggers: [
                .script("100 ms held back at every sixth packet") {
                    delayed([0, 0.1, 0.081, 0.062, 0.043, 0.024])
                }
            ],
            nearMisses: [
                .script("5 ms every other packet") { delayed([0, 0.005]) }, .recorded("delay-jitter.tapB.pcapng.zst"),
            ]),
        .rttHigh: FindingScenarios(
            triggers: [.recorded("delay-jitter.tapB.pcapng.zst")], nearMisses: [.recorded("direct.tapA.pcap")]),
        .noMedia: FindingScenarios(
            triggers: [.script("connected, and nobody sends") { DirectCall().setup }],
            nearMisses: [.recorded("dtls-blocked.tapA.pcap"), .script("both send") { DirectCall().script }]),
        .lossPassedOn: FindingScenarios(
            triggers: [
                .recorded("media-server-loss.tapB.pcapng.zst"),
                .script("an echo with the gaps of what it echoes") { echo(shift: 0) },
            ],
            nearMisses: [
                .script("as much lost both ways, at other times") { echo(shift: 100) },
                .script("one in 20 lost both ways, by chance") { lostByChance() },
                .recorded("loss-5-percent.tapB.pcapng"),
            ]),
        .reordering: FindingScenarios(
            triggers: [
                .script("every 50th packet late") { disordered { $0.swapped = Set(stride(from: 10, to: 590, by: 50)) } }
            ],
            nearMisses: [.script("one late packet") { disordered { $0.swapped = [10] } }]),
        .networkDuplicates: FindingScenarios(
            triggers: [
                .script("every 20th packet twice") {
                    disordered { $0.duplicated = Set(stride(from: 10, to: 590, by: 20)) }
                }
            ],
            nearMisses: [.script("one packet twice") { disordered { $0.duplicated = [10] } }]),
        .ssrcCollision: FindingScenarios(
            triggers: [.script("both sides chose one SSRC") { sameSSRC(firstSequence: 40_000) }],
            nearMisses: [.script("the client's own packets come back") { sameSSRC(firstSequence: 1000) }]),
    ]

    private static func lostByChance() -> CallScript {
        var call = DirectCall()
        var random = SplitMix(seed: 1)
        let numbers = 1..<(DirectCall.packets - 1)
        call.sent.lost = Set(numbers.filter { _ in random.next() % 20 == 0 })
        call.received.lost = Set(numbers.filter { _ in random.next() % 20 == 0 })
        return call.script
    }

    /// What the client sends comes back after 20 ms, its gaps at once, or at other times.
    private static func echo(shift: Int) -> CallScript {
        var call = DirectCall()
        let gaps = Array(stride(from: 20, to: 590, by: 20))
        call.received.start = call.sent.start + 0.02
        call.sent.lost = Set(gaps)
        call.received.lost = Set(gaps.map { $0 + shift })
        if shift > 0 { call.received.lost = Set((0..<gaps.count).map { 420 + 3 * $0 }) }
        return call.script
    }

    private static func disordered(_ change: (inout StreamScript) -> Void) -> CallScript {
        var call = DirectCall()
        change(&call.sent)
        return call.script
    }

    private static func sameSSRC(firstSequence: UInt16) -> CallScript {
        var call = DirectCall()
        call.received.ssrc = call.sent.ssrc
        call.received.firstSequence = firstSequence
        call.received.seed = 7
        return call.script
    }

    private static func lossy(every step: Int) -> CallScript {
        var call = DirectCall()
        call.sent.lost = Set(stride(from: step, to: DirectCall.packets - 1, by: step))
        return call.script
    }

    private static func delayed(_ delays: [Double]) -> CallScript {
        var call = DirectCall()
        call.sent.delays = delays
        return call.script
    }
}
