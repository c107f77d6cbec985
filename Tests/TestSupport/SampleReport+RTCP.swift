import Report

extension SampleReport {
    static let rtcp = RTCPReport(
        readable: 18, protected: 1,
        participants: [
            RTCPParticipantReport(
                ssrc: SynchronizationSource(rawValue: 0x1234_ABCD), side: .client, canonicalName: "user@host",
                packets: 18, firstFrame: 60, lastFrame: 4088,
                feedback: RTCPFeedbackReport(genericNACK: 1, pictureLoss: 2),
                goodbye: RTCPGoodbyeReport(time: time(45_200), frame: 4088, reason: "hung up"))
        ],
        senders: [
            RTCPSenderView(
                ssrc: SynchronizationSource(rawValue: 0x1234_ABCD), direction: .sent, reports: 9, first: time(1000),
                last: time(41_000), firstFrame: 60, lastFrame: 3700, packets: 1700, octets: 272_000,
                clockRateHertz: 8000.02,
                span: SpanOfSending(
                    packets: 1650, octets: 264_000, tapExpected: 1650, tapReceived: 1548, tapPayloadBytes: 247_680,
                    lostUpstream: 102))
        ],
        receivers: [
            RTCPReceiverView(
                reporter: SynchronizationSource(rawValue: 0x77), source: SynchronizationSource(rawValue: 0x1234_ABCD),
                direction: .sent, count: 9, lost: 130, maximumFractionLostPercent: 12.5,
                jitter: JitterReport(lastMilliseconds: 4, meanMilliseconds: 3.5, maximumMilliseconds: 9),
                span: SpanOfReception(
                    from: time(1000), to: time(41_000), expected: 1650, lost: 120, tapLost: 102, lostDownstream: 18),
                reports: [
                    ReceptionReportView(
                        time: time(1000), frame: 61, lost: 10, fractionLostPercent: 12.5, highestSequence: 65_590,
                        jitterMilliseconds: 4, tapLost: 8, tapJitterMilliseconds: 2.5)
                ]),
            RTCPReceiverView(
                reporter: SynchronizationSource(rawValue: 0x1234_ABCD), source: SynchronizationSource(rawValue: 0x77),
                direction: .received, count: 1, maximumFractionLostPercent: 0,
                notComparable: "one report alone: since when it counts is not known"),
        ],
        metrics: [
            VoIPMetricsReport(
                reporter: SynchronizationSource(rawValue: 0x77), source: SynchronizationSource(rawValue: 0x1234_ABCD),
                direction: .sent, count: 3, time: time(40_000), frame: 3600, lossPercent: 6.25, discardPercent: 0.5,
                burstDensityPercent: 20, gapDensityPercent: 1, burstMilliseconds: 120, gapMilliseconds: 4000,
                roundTripMilliseconds: 52, endSystemMilliseconds: 60, signalLevel: -20, noiseLevel: -60, rating: 80,
                listeningScore: 3.9, conversationalScore: 3.8, jitterBufferMilliseconds: 60)
        ])
}
