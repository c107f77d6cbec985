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
    ]

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
