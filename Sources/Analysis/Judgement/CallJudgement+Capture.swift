import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// The capture's health as far as it was read, with what is known of this call alone.
    var captureReport: CaptureReport {
        var report = health.report(options)
        let allDoubles = streams.flatMap(\.legs).reduce(0) { $0 + $1.tracker.captureDoubles }
        report.doubled += Int(allDoubles)
        report.clockSteps = clock.steps.map {
            ClockStepReport(
                time: UnixTime($0.time), frame: $0.frame,
                milliseconds: DocumentedUnits.milliseconds(nanoseconds: $0.nanoseconds))
        }
        if !streams.isEmpty {
            report.beginEvidence = beginEvidence
            report.beginsMidCall = hasICE ? report.beginEvidence != nil : nil
            report.endEvidence = endEvidence
            report.endsMidCall = report.endEvidence != nil
        }
        report.missingDirection = missingDirection
        let losses = LossAttributionJudgement(self)
        report.lossAttribution = losses.report
        report.coverageGaps = losses.gaps
        return report
    }

    /// A call whose first packet is media had begun before the capture did: checks come first.
    private var beginEvidence: FindingEvidence? {
        let firstCheck = session.pairs.compactMap {
            Moment.earliest($0.checks.lower.requests.first, $0.checks.upper.requests.first)
        }.min()
        let first = streams.map { Moment($0.figures.firstTime, frame: $0.figures.firstFrame) }.min()
        guard let firstCheck, let first, first < firstCheck else { return nil }
        return FindingEvidence(
            text: "media flows before the first connectivity check", frames: [first.frame, firstCheck.frame])
    }

    /// Media nearer to the capture's end than this was still flowing: senders pause less, even with DTX (400 ms).
    private static var mediaPause: Int64 { 1_000_000_000 }

    /// Media flows to the end of the capture, and nothing closed the call.
    private var endEvidence: FindingEvidence? {
        guard let last = streams.map({ Moment($0.figures.lastTime, frame: $0.figures.lastFrame) }).max(),
            let end = clock.endOfPart(with: last) ?? health.last,
            facts.closed == nil, !facts.paths.flatMap(\.streams).allSatisfy(\.hasLeft),
            end.nanoseconds(since: last.time) < Self.mediaPause
        else { return nil }
        let distance = max(0, end.nanoseconds(since: last.time) / 1_000_000)
        return FindingEvidence(
            text: "media flows until \(distance) ms before the capture's end; neither DTLS close nor BYE was seen",
            frames: [last.frame])
    }

    /// A side that is answered though no packet of it was captured.
    var missingDirection: MissingDirectionReport? {
        for agent in [perspective.client, 1 - perspective.client] {
            guard packets(of: agent) == 0, packets(of: 1 - agent) > 0 else { continue }
            let answered = session.pairs.map { $0.checks[$0.side(of: agent)] }
            let answers = answered.reduce(0) { $0 + $1.unmatchedAnswers }
            if answers > 0 {
                let frames = answered.compactMap { $0.successes.first?.frame }.sorted()
                return MissingDirectionReport(
                    side: side(of: agent),
                    reason: "\(answers) of its checks are answered, but no packet of it is in the capture",
                    frames: Array(frames.prefix(8)))
            }
            if let association = association?.value, association.missesDirection {
                return MissingDirectionReport(
                    side: side(of: agent),
                    reason: "the handshake goes on in answer to flights that the capture does not hold",
                    frames: association.flights.prefix(8).map(\.firstFrame))
            }
        }
        return nil
    }

    /// Nothing tells what a side sent: not one packet of it was captured, of a call that goes on without it.
    func isUncaptured(_ agent: Int) -> Bool {
        packets(of: agent) == 0 && (!streams.isEmpty || missingDirection?.side == side(of: agent))
    }

    /// STUN, DTLS, RTCP and RTP packets that a side sent to its peer.
    private func packets(of agent: Int) -> Int64 {
        facts.paths.reduce(0) { sum, path in
            [true, false].reduce(sum) { sum, isForward in
                guard session.agents[agent].endpoints.contains(path.source(isForward: isForward)) else { return sum }
                let direction = path[isForward: isForward]
                return sum + direction.stun.packets + direction.dtls.packets + direction.rtcp.packets
                    + Int64(path.media(isForward: isForward).count)
            }
        }
    }
}
