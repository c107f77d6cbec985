import ICE
import Media
import Report
import Wire

// A sender that stopped numbering packets: a hold, or a stall.
extension FindingsJudgement {
    /// What a stall lasts at least, and a hold, in ns.
    private static var minimumStall: Int64 { 1_000_000_000 }
    private static var minimumHold: Int64 { 2_000_000_000 }
    /// A signalled hold lies this near the pause that it causes, in ns.
    private static var signallingTime: Int64 { 3_000_000_000 }
    /// Pauses that make a sender one of discontinuous transmission, whose pauses are silence.
    private static var discontinuousPauses: Int64 { 10 }

    private struct Pause {
        var stream: CallStream
        var gap: ArrivalGap
    }

    /// Video may have nothing to send; audio has, but for a hold.
    private var pauses: [Pause] {
        mainStreams.filter(\.mayBeAudio).flatMap { stream in
            gaps(of: stream, .senderPaused, from: Self.minimumStall).map { Pause(stream: stream, gap: $0.gap) }
        }.sorted { ($0.gap.begin, $0.gap.frameBefore) < ($1.gap.begin, $1.gap.frameBefore) }
    }

    var pauseFindings: [Finding] {
        let pauses = pauses
        var findings: [Finding] = []
        var held: [Pause] = []
        for pause in pauses {
            let isTogether = pauses.contains {
                $0.stream.sender != pause.stream.sender
                    && Self.overlap($0.gap, pause.gap) >= max(Self.minimumHold, pause.gap.nanoseconds / 2)
            }
            if isTogether || signalledHold(pause.gap) != nil {
                held.append(pause)
            } else if !isDiscontinuous(pause) {
                findings.append(stalled(pause))
            }
        }
        // A stream that stalls again and again is one finding of each.
        return [heldFinding(held)].compactMap(\.self) + findings.prefix(4)
    }

    /// The description that put the call on hold then.
    private func signalledHold(_ gap: ArrivalGap) -> Moment? {
        call.facts.signalled.dialogs.flatMap(\.descriptions).filter(\.isHold).compactMap(\.moment).first { moment in
            let after = moment.time.nanoseconds(since: gap.begin)
            return after >= -Self.signallingTime && after <= Self.signallingTime
        }
    }

    /// What its timestamps went on by. Some senders resume with padding of the old timestamp: a later packet tells.
    private func mediaTime(_ pause: Pause) -> Double? {
        guard let rate = pause.stream.figures.clock.map({ Double($0.rate.rawValue) }) else { return nil }
        let ticks = Double(pause.gap.ticks) + Double(pause.gap.after?.ticks ?? 0)
        return ticks / rate - Double(pause.gap.after?.nanoseconds ?? 0) / 1e9
    }

    private func isClockRunning(_ pause: Pause) -> Bool {
        mediaTime(pause).map { $0 >= 0.75e-9 * Double(pause.gap.nanoseconds) } ?? false
    }

    private func isDiscontinuous(_ pause: Pause) -> Bool {
        pause.stream.figures.content.pauses.count >= Self.discontinuousPauses && isClockRunning(pause)
    }

    private func evidence(_ pause: Pause) -> FindingEvidence {
        let media = mediaTime(pause).map { "its timestamps went on by \(Self.text($0)) s" } ?? "its clock is unknown"
        return FindingEvidence(
            text: "\(pause.stream.ssrc) of the \(name(of: pause.stream)) stops for "
                + "\(Self.seconds(pause.gap.nanoseconds)); the sequence goes on without a gap, \(media)",
            frames: Self.frames(of: pause.gap), filter: filter(pause.stream))
    }

    private func heldFinding(_ held: [Pause]) -> Finding? {
        guard let longest = held.max(by: { $0.gap.nanoseconds < $1.gap.nanoseconds }) else { return nil }
        return Finding(
            code: .held, severity: .info,
            title: "The call was held for \(Self.seconds(longest.gap.nanoseconds)): media paused, nothing was lost",
            evidence: held.prefix(8).map(evidence)
                + (signalledHold(longest.gap).map {
                    [FindingEvidence(text: "signalling put it on hold", frames: [$0.frame], filter: "sip")]
                } ?? []),
            place: nil,
            action: "Nothing is wrong if the call was held then: compare with the signalling or the client's log.")
    }

    private func stalled(_ pause: Pause) -> Finding {
        let sender = name(of: pause.stream)
        return Finding(
            code: .senderStalled, severity: .warning,
            title: "The \(sender) sent nothing for \(Self.seconds(pause.gap.nanoseconds)), and the other side went on",
            evidence: [evidence(pause)],
            place: call.direction(of: pause.stream) == .sent ? .client : .farEnd,
            action: isClockRunning(pause)
                ? "Its clock went on: ask whether the \(sender) was muted or held one way, else why it sent nothing."
                : "Its clock stood still too: look at the \(sender) itself (a suspended tab or device, a busy processor, a "
                    + "capture device taken away).")
    }
}
