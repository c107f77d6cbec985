import Media
import Report
import Wire

extension CallFacts.PathFacts {
    /// Its RTCP reads as clear, and nothing says that this is chance: neither a handshake nor an SRTCP index.
    var hasClearControl: Bool {
        control.readable > 0 && handshake.isEmpty
            && [nil, .clear].contains(SRTCPLayout([forward.srtcp, backward.srtcp]).cipherClass)
    }
}

/// What both ends said in RTCP, beside what the tap saw.
struct RTCPJudgement {
    let call: CallJudgement
    let report: RTCPReport?

    init(_ call: CallJudgement) {
        self.call = call
        var report = RTCPReport()
        for (index, path) in call.facts.paths.enumerated() {
            let control = path.control
            report.protected += control.unreadable
            // By chance only: of such a datagram nothing is known.
            guard control.readable == 0 || path.hasClearControl else { continue }
            report.readable += control.readable
            for isForward in [true, false] {
                let view = PathView(call: call, path: index, isForward: isForward)
                for participant in control[isForward: isForward] { view.add(participant, to: &report) }
            }
        }
        report.participants.sort { ($0.firstFrame, $0.ssrc.rawValue) < ($1.firstFrame, $1.ssrc.rawValue) }
        self.report = report.readable + report.protected > 0 ? report : nil
    }

    var notObservable: [NotObservable] {
        let fields = "network.rtcp.senders, network.rtcp.receivers, network.rtcp.voip_metrics"
        guard let report else {
            return [NotObservable(field: "network.rtcp", reason: "no RTCP of this call in this capture")]
        }
        guard report.readable == 0 else { return [] }
        return [
            NotObservable(field: fields, reason: "SRTCP: all but the first header of each datagram is encrypted")
        ]
    }
}

/// One direction of a path's RTCP.
private struct PathView {
    let call: CallJudgement
    let path: Int
    let isForward: Bool

    private var side: CallSide { call.side(onPath: path, isForward: isForward) }
    /// Of what this side sends, and of what it receives.
    private var sentDirection: CallDirection { side == .client ? .sent : .received }
    private var receivedDirection: CallDirection { side == .client ? .received : .sent }

    private func clockRate(of source: SSRC) -> ClockRate? {
        call.streams.lazy.filter { $0.ssrc == source }.compactMap(\.figures.clock?.rate).first
    }

    func add(_ participant: RTCPParticipant, to report: inout RTCPReport) {
        let feedback = participant.feedback
        report.participants.append(
            RTCPParticipantReport(
                ssrc: SynchronizationSource(participant.ssrc), side: side,
                canonicalName: participant.canonicalName.map { String(decoding: $0, as: UTF8.self) },
                packets: participant.packets, firstFrame: participant.firstFrame, lastFrame: participant.lastFrame,
                feedback: RTCPFeedbackReport(
                    genericNACK: feedback.genericNACK, pictureLoss: feedback.pictureLoss,
                    fullIntraRequest: feedback.fullIntraRequest,
                    receiverEstimatedBitrate: feedback.receiverEstimatedBitrate,
                    transportWide: feedback.transportWide, other: feedback.other),
                goodbye: participant.departure.map {
                    RTCPGoodbyeReport(
                        time: UnixTime($0.time), frame: $0.frame,
                        reason: $0.reason.isEmpty ? nil : String(decoding: $0.reason, as: UTF8.self))
                }))
        if let view = senderView(participant) { report.senders.append(view) }
        report.receivers += participant.receptions.compactMap { receiverView($0, reporter: participant.ssrc) }
        report.metrics += participant.metrics.map { metricsView($0, reporter: participant.ssrc) }
    }

    // MARK: Senders

    private func senderView(_ participant: RTCPParticipant) -> RTCPSenderView? {
        guard let first = participant.sent.first, let last = participant.sent.series.entries.last else { return nil }
        var view = RTCPSenderView(
            ssrc: SynchronizationSource(participant.ssrc), direction: sentDirection, reports: participant.sent.count,
            first: UnixTime(first.time), last: UnixTime(last.time), firstFrame: first.value.frame,
            lastFrame: last.value.frame, packets: Int(last.value.packets), octets: Int(last.value.octets))
        // A second of wall clock is 2^32 units.
        let wall = Double(Int64(bitPattern: last.value.ntpTime &- first.value.ntpTime)) / 4_294_967_296
        let ticks = Double(Int32(bitPattern: last.value.rtpTimestamp &- first.value.rtpTimestamp))
        if wall > 1, wall < 3600, ticks > 0 { view.clockRateHertz = ticks / wall }
        let packets = last.value.packets &- first.value.packets
        if participant.sent.count < 2 {
            view.notComparable = "one report alone: since when it counts is not known"
        } else if let before = first.value.tap, let after = last.value.tap {
            if after.restarts != before.restarts || packets > UInt32(Int32.max) {
                view.notComparable = "the stream began anew between the reports"
            } else {
                let expected = Int(after.expected - before.expected)
                let received = Int(after.unique - before.unique)
                view.span = SpanOfSending(
                    packets: Int(packets), octets: Int(last.value.octets &- first.value.octets),
                    tapExpected: expected, tapReceived: received,
                    tapPayloadBytes: Int(after.payloadBytes - before.payloadBytes),
                    lostUpstream: max(0, Int(packets) - received))
            }
        } else {
            view.notComparable = "the tap did not see this stream when the reports passed"
        }
        return view
    }

    // MARK: Receivers

    private func receiverView(_ reports: ReceptionReports, reporter: SSRC) -> RTCPReceiverView? {
        guard let first = reports.first, let last = reports.series.entries.last else { return nil }
        let rate = clockRate(of: reports.source)
        func milliseconds(_ ticks: Double) -> Double? { rate.map { ticks * 1000 / Double($0.rawValue) } }
        func percent(_ fraction: UInt8) -> Double { Double(fraction) / 256 * 100 }
        var view = RTCPReceiverView(
            reporter: SynchronizationSource(reporter), source: SynchronizationSource(reports.source),
            direction: receivedDirection, count: reports.count, lost: Int(last.value.cumulativeLost),
            maximumFractionLostPercent: percent(reports.maximumFractionLost))
        if rate != nil {
            view.jitter = JitterReport(
                lastMilliseconds: milliseconds(Double(last.value.jitter)),
                meanMilliseconds: milliseconds(Double(reports.jitterSum) / Double(max(1, reports.count))),
                maximumMilliseconds: milliseconds(Double(reports.maximumJitter)))
        }
        view.reports = reports.series.entries.map { entry in
            ReceptionReportView(
                time: UnixTime(entry.time), frame: entry.value.frame, lost: Int(entry.value.cumulativeLost),
                fractionLostPercent: percent(entry.value.fractionLost),
                highestSequence: entry.value.highestSequence,
                jitterMilliseconds: milliseconds(Double(entry.value.jitter)),
                tapLost: entry.value.tap.map { Int($0.lost) },
                tapJitterMilliseconds: entry.value.tap?.jitterMilliseconds)
        }
        let (span, reason) = Self.span(from: first, to: last, count: reports.count)
        view.span = span
        view.notComparable = reason
        return view
    }

    /// Both must have counted the same packets: the receiver's extended sequence number and the tap's own have grown by
    /// the same.
    private static func span(
        from first: TimedSeries<ReceptionReports.Report>.Entry, to last: TimedSeries<ReceptionReports.Report>.Entry,
        count: Int
    ) -> (SpanOfReception?, String?) {
        guard count > 1 else { return (nil, "one report alone: since when it counts is not known") }
        guard let before = first.value.tap, let after = last.value.tap else {
            return (nil, "the tap did not see the packets that the reports name")
        }
        let expected = Int64(Int32(bitPattern: last.value.highestSequence &- first.value.highestSequence))
        guard before.restarts == after.restarts, expected == after.number - before.number else {
            return (nil, "the stream began anew between the reports, or they speak of other sequence numbers")
        }
        let lost = Int(last.value.cumulativeLost) - Int(first.value.cumulativeLost)
        let tapLost = Int(after.lost - before.lost)
        return (
            SpanOfReception(
                from: UnixTime(first.time), to: UnixTime(last.time), expected: Int(expected), lost: lost,
                tapLost: max(0, tapLost), lostDownstream: lost - tapLost), nil
        )
    }

    // MARK: XR

    private func metricsView(_ metrics: RTCPParticipant.VoIPMetrics, reporter: SSRC) -> VoIPMetricsReport {
        let last = metrics.last
        func percent(_ fraction: UInt8) -> Double { Double(fraction) / 256 * 100 }
        func score(_ tenths: UInt8?) -> Double? {
            tenths.flatMap { (10...50).contains($0) ? Double($0) / 10 : nil }
        }
        return VoIPMetricsReport(
            reporter: SynchronizationSource(reporter), source: SynchronizationSource(rawValue: last.ssrc),
            direction: receivedDirection, count: metrics.count, time: UnixTime(metrics.time), frame: metrics.frame,
            lossPercent: percent(last.lossRate), discardPercent: percent(last.discardRate),
            burstDensityPercent: percent(last.burstDensity), gapDensityPercent: percent(last.gapDensity),
            burstMilliseconds: Int(last.burstDuration), gapMilliseconds: Int(last.gapDuration),
            // RFC 3611 4.7.3: 0 is "not known".
            roundTripMilliseconds: last.roundTripDelay > 0 ? Int(last.roundTripDelay) : nil,
            endSystemMilliseconds: last.endSystemDelay > 0 ? Int(last.endSystemDelay) : nil,
            signalLevel: last.signalLevel.map { Int($0) }, noiseLevel: last.noiseLevel.map { Int($0) },
            rating: last.rFactor.flatMap { $0 <= 100 ? Int($0) : nil }, listeningScore: score(last.listeningMOS),
            conversationalScore: score(last.conversationalMOS),
            jitterBufferMilliseconds: last.jitterBufferNominal > 0 ? Int(last.jitterBufferNominal) : nil)
    }
}
