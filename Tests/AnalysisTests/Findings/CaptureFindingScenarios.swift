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
        .captureLoss: FindingScenarios(
            triggers: [
                .script("both streams stop at once for 1.2 s") {
                    var script = DirectCall().script
                    script.remove { time, _, _ in time > 6.1 && time < 7.3 }
                    return script
                }
            ],
            nearMisses: [
                .script("one direction loses") {
                    var call = DirectCall()
                    call.sent.lost = Set(stride(from: 20, to: 590, by: 19))
                    return call.script
                },
                .recorded("loss-5-percent.tapB.pcapng"), .recorded("exact-gaps.tapB.pcapng.gz"),
                .recorded("media-server-loss.tapB.pcapng.zst"),
            ]),
        .captureOneDirection: FindingScenarios(
            triggers: [
                .script("the client is answered, and no packet of it is there") {
                    var script = DirectCall().script
                    script.remove { _, source, _ in source == DirectCall().client.endpoint }
                    return script
                }
            ],
            nearMisses: [.recorded("one-way.tapA.pcap"), .recorded("direct.tapA.pcap")]),
        .captureMidCall: FindingScenarios(
            triggers: [
                .script("the capture begins behind the first checks") {
                    var script = DirectCall().script
                    script.remove { time, _, _ in time < 2 }
                    return script
                }
            ],
            nearMisses: [
                .script("a call that is closed") {
                    var script = DirectCall().script
                    script.close(over: DirectCall().route, at: 12.6)
                    return script
                },
                .recorded("direct.tapA.pcap"), .recorded("loss-5-percent.tapB.pcapng"),
            ]),
        .captureOffload: FindingScenarios(
            triggers: [.script("20 packets in one frame") { offloaded }],
            nearMisses: [.recorded("audio-video.tapA.pcap.zst"), .recorded("direct.tapA.pcap")]),
    ]

    /// Packets 100 to 119 of the sent stream in one datagram, as UDP_SEGMENT makes it.
    private static var offloaded: CallScript {
        let call = DirectCall()
        var script = call.script
        let begin = call.sent.time(of: 100)
        let end = call.sent.time(of: 120)
        script.remove { time, source, _ in
            source == call.client.endpoint && time > begin - 0.001 && time < end - 0.001
        }
        script.send((100..<120).flatMap { call.sent.packet($0) }, over: call.route, at: begin)
        return script
    }

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
