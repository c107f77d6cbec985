extension TextPage {
    /// What the two ends themselves said of the media, where it could be read.
    mutating func add(rtcp: RTCPReport?) {
        guard let rtcp, !rtcp.senders.isEmpty || !rtcp.receivers.isEmpty || !rtcp.metrics.isEmpty else { return }
        heading("RTCP", note: "what the two ends said, beside the tap")
        for view in rtcp.receivers { row(Self.receiver(view.direction), Self.sentence(view), Self.tone(view)) }
        for view in rtcp.senders { row(Self.sender(view.direction), Self.sentence(view)) }
        for view in rtcp.metrics { row(Self.receiver(view.direction), Self.sentence(view)) }
        for participant in rtcp.participants {
            guard let goodbye = participant.goodbye else { continue }
            row(
                participant.side == .client ? "client" : "far end",
                "\(participant.ssrc) left (BYE\(goodbye.reason.map { ", \"\($0)\"" } ?? "")) at "
                    + "\(UTCText.parts(goodbye.time).clock) (\(FigureText.frames([goodbye.frame]) ?? ""))")
        }
    }

    private static func receiver(_ direction: CallDirection) -> String { direction == .sent ? "far end" : "client" }
    private static func sender(_ direction: CallDirection) -> String { direction == .sent ? "client" : "far end" }

    private static func tone(_ view: RTCPReceiverView) -> TextTone {
        (view.span?.lostDownstream ?? 0) > 0 ? .doubtful : .plain
    }

    private static func sentence(_ view: RTCPReceiverView) -> String {
        var text =
            "received \(view.source): \(view.lost) lost, jitter \(FigureText.milliseconds(view.jitter?.lastMilliseconds)) ms "
            + "in the last of \(FigureText.plural(view.count, "report")); "
        if let span = view.span {
            let downstream =
                span.lostDownstream > 0
                ? "\(span.lostDownstream) lost between tap and receiver" : "none lost behind the tap"
            text += "of \(span.expected) packets it lost \(span.lost), the tap \(span.tapLost): \(downstream)"
        } else {
            text += "not comparable: \(view.notComparable ?? "unknown")"
        }
        return text
    }

    private static func sentence(_ view: RTCPSenderView) -> String {
        guard let span = view.span else {
            return "sent \(view.ssrc): \(view.packets) packets by its own count; not comparable: "
                + (view.notComparable ?? "unknown")
        }
        return "sent \(view.ssrc): \(span.packets) packets between its reports by its own count, "
            + "\(span.tapExpected) by their numbers at the tap, which received \(span.tapReceived)"
    }

    private static func sentence(_ view: VoIPMetricsReport) -> String {
        let scores = [
            view.rating.map { "R \($0)" }, view.listeningScore.map { "MOS-LQ \(DecimalNumber.fixed($0, decimals: 1))" },
            view.conversationalScore.map { "MOS-CQ \(DecimalNumber.fixed($0, decimals: 1))" },
        ].compactMap(\.self)
        return "received \(view.source): XR says loss \(FigureText.percent(view.lossPercent)) %, discarded "
            + "\(FigureText.percent(view.discardPercent)) %"
            + (scores.isEmpty ? "" : ", \(scores.joined(separator: ", "))")
    }
}
