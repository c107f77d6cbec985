import Report
import TestSupport
import Testing
import Wire

extension FindingScenarios {
    static let capture: [FindingCode: FindingScenarios] = [
        .captureDrops: FindingScenarios(
            triggers: [noted("the kernel dropped 12", .statistics(dropped(12)))],
            nearMisses: [noted("the kernel dropped none", .statistics(dropped(0)))]),
        .captureDoubled: FindingScenarios(
            triggers: [
                .capture("a mirror of both sides of a router") {
                    var script = DirectCall().script
                    let first = script.capture
                    script.encapsulation = Encapsulation(timeToLive: 63)
                    return first.merged(with: script.capture)
                }
            ],
            nearMisses: [
                .script("the network doubles packets") {
                    var call = DirectCall()
                    call.sent.duplicated = Set(100..<400)
                    return call.script
                }
            ]),
        .captureTruncated: FindingScenarios(
            triggers: [
                .capture("cut to 60 bytes") {
                    var capture = DirectCall().script.capture
                    capture.cut(to: 60)
                    return capture
                },
                .recorded("variants/loss-5-percent/snap128.pcap"),
            ],
            nearMisses: [.recorded("direct.tapA.pcap")]),
        .captureClock: FindingScenarios(
            triggers: [
                .capture("a frame stamped a year ahead") {
                    var capture = DirectCall().script.capture
                    capture.frames[300].time = capture.frames[300].time.advanced(
                        byNanoseconds: 365 * 86_400_000_000_000)
                    return capture
                }
            ],
            nearMisses: [.script("a healthy call") { DirectCall().script }]),
        .captureDamaged: FindingScenarios(
            triggers: [
                noted(
                    "cut off",
                    .damage(CaptureDamage(file: "a.pcap", offset: 100, sentence: "a.pcap ends within a record.")))
            ],
            nearMisses: [.recorded("direct.tapA.pcap")]),
    ]

    private static func dropped(_ packets: UInt64) -> InterfaceStatistics {
        var statistics = InterfaceStatistics(interface: 0)
        statistics.droppedByKernel = packets
        return statistics
    }

    /// A healthy call in a capture that says something of itself.
    private static func noted(_ name: String, _ note: CaptureNote) -> FindingScenario {
        FindingScenario(name: name) {
            var batch = DirectCall().script.capture.batch
            batch.notes.append((batch.frames.count, note))
            return try analyze(batch)
        }
    }
}
