import Media
import Report
import Wire

/// Whether somebody is to be heard in an audio stream.
///
/// The level tells it; without one, what the codec does with silence: comfort noise, pauses, frames of a few bytes. That
/// sizes are constant tells nothing by itself: many codecs' always are.
struct ActivityJudgement {
    let stream: CallStream
    let level: AudioLevelJudgement?
    /// Bytes of the SRTP authentication tag; nil while undecided.
    let tagLength: Int?

    /// Percent from which a stream is what nearly all of it is.
    private static let nearlyAll = 99.0
    /// Percent of the time that pauses take, where senders send nothing but silence.
    private static let mostlyPauses = 80.0
    /// And from which it makes a difference between silence and sound.
    private static let somePauses = 5.0
    /// Percent of the packets of a constant size below which sizes follow the sound.
    private static let varying = 60.0
    /// Payload bytes of a frame of silence at most: Opus has 1 to 3, SID frames of the AMR and EVS families 5 to 8.
    private static let silentFrame = 8
    /// Payload bytes of a packet, in the mean, where a sender pauses for silence; more, and the pause is the packet time.
    private static let sparsePayload = 40
    /// Bytes of the longest tag in use.
    private static let longestTag = 16

    private var media: Int64 { max(1, stream.figures.unique - stream.figures.bytes.paddingOnlyPackets) }
    private var seconds: Double { Double(stream.figures.lastTime.nanoseconds(since: stream.figures.firstTime)) / 1e9 }

    private var sameSizePercent: Double {
        min(100, 100 * Double(stream.figures.content.sameSize.packets) / Double(media))
    }
    private var sameContentPercent: Double {
        min(100, 100 * Double(stream.figures.content.sameBytes.packets) / Double(media))
    }

    private var comfortNoise: Int64 {
        stream.figures.payloadTypes.first { $0.payloadType == .comfortNoise }?.packets ?? 0
    }

    /// Pauses that are the sender's: its timestamps went on with the time.
    private var discontinuousPercent: Double? {
        guard seconds > 0, let clock = stream.figures.clock else { return nil }
        let pauses = stream.figures.content.pauses
        let advanced = Double(pauses.ticks) / Double(clock.rate.rawValue)
        let payload = Int(stream.figures.bytes.protected / media) - (tagLength ?? 0)
        let isPacketTime = 2 * pauses.count >= media && payload > Self.sparsePayload
        guard pauses.count > 0, !isPacketTime, advanced >= 0.8 * Double(pauses.nanoseconds) / 1e9 else { return 0 }
        return min(100, Double(pauses.nanoseconds) / 1e7 / seconds)
    }

    var report: StreamActivityReport {
        let (state, evidence, spans) = judged
        return StreamActivityReport(
            state: state, evidence: evidence, sameSizePercent: sameSizePercent,
            sameContentPercent: sameContentPercent, levelFloorPercent: level.map { $0.percent($0.slot.atFloor) },
            discontinuousPercent: discontinuousPercent, comfortNoisePackets: Int(comfortNoise),
            silenceSeconds: spans.map { max(0, $0.reduce(0) { $0 + Double($1.nanoseconds) / 1e9 }) },
            silences: (spans.map { $0.flatMap(\.spans) } ?? []).prefix(SteadySpans.capacity).map {
                SilenceSpanReport(
                    start: UnixTime($0.begin), end: UnixTime($0.end), firstFrame: $0.firstFrame,
                    lastFrame: $0.lastFrame, packets: Int($0.packets))
            })
    }

    /// The spans are those in which there was silence; nil where it cannot be told from sound.
    private var judged: (ReportedActivity, String, [Spans]?) {
        if let level {
            let quiet = level.percent(level.slot.quiet)
            let spans = [Spans(level.slot.quietSpans)]
            let share = Self.text(quiet)
            return quiet >= Self.nearlyAll
                ? (.silence, "audio level at or below 0.001 in \(share) % of the packets", spans)
                : (.sound, "audio level above 0.001 in \(Self.text(100 - quiet)) % of the packets", spans)
        }
        let pauses = Spans(stream.figures.content.pauses.spans)
        if 2 * comfortNoise >= media {
            let share = Self.text(100 * Double(comfortNoise) / Double(media))
            return (.comfortNoise, "\(share) % of the packets are comfort noise (RFC 3389)", [pauses])
        }
        if let percent = discontinuousPercent, percent >= Self.mostlyPauses {
            return (.discontinuous, "the sender pauses for \(Self.text(percent)) % of the time", [pauses])
        }
        if sameContentPercent >= Self.nearlyAll {
            return (.silence, "the packets repeat the same bytes", [Spans(stream.figures.content.sameBytes)])
        }
        let small = Spans(stream.figures.content.sameSize, where: isSilentFrame)
        if small.share(of: seconds) >= 0.9 {
            return (.silence, "frames of \(Self.silentFrame) bytes or less, as a codec makes of silence", [small])
        }
        if let percent = discontinuousPercent, comfortNoise > 0 || percent >= Self.somePauses {
            return (.sound, "the sender pauses for \(Self.text(percent)) % of the time, and sends media else", [pauses])
        }
        if isConstantRate { return (.unknown, "a codec of constant rate without audio levels", nil) }
        if sameSizePercent >= Self.varying { return (.unknown, "packets of constant size without audio levels", nil) }
        return (.sound, "the packets' sizes vary with what they carry", [small, pauses])
    }

    /// All static audio types have frames of one size.
    private var isConstantRate: Bool {
        stream.figures.payloadTypes.first.map { StaticPayloadType($0.payloadType) != nil } ?? true
    }

    private func isSilentFrame(_ span: SteadySpans.Span) -> Bool {
        Int(span.size) - (tagLength ?? Self.longestTag) <= Self.silentFrame
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// Spans of silence, and how long they are together.
    private struct Spans {
        var spans: [SteadySpans.Span]
        var nanoseconds: Int64

        init(_ steady: SteadySpans) {
            spans = steady.spans
            nanoseconds = steady.nanoseconds
        }

        init(_ steady: SteadySpans, where isSilent: (SteadySpans.Span) -> Bool) {
            spans = steady.spans.filter(isSilent)
            nanoseconds = spans.reduce(0) { $0 &+ $1.nanoseconds }
        }

        func share(of seconds: Double) -> Double { seconds > 0 ? Double(nanoseconds) / 1e9 / seconds : 0 }
    }
}
