import Media
import Wire

/// What a payload type of a stream carries, and on which clock: from signalling, by the static assignments, or where its
/// packets say it beyond doubt.
struct PayloadTypeJudgement {
    /// Nil where nothing in the capture says it.
    var codec: String?
    var clock: StreamClock?

    /// - Parameter given: what the operator says, which beats all else.
    init(_ count: PayloadTypeCounts.Count, of stream: CallStream, given: [PayloadType: ClockRate] = [:]) {
        let known = StaticPayloadType(count.payloadType)
        let signalled = stream.signalled?.codecs[count.payloadType]
        codec = signalled?.name ?? known?.codec
        clock = stream.figures.clock
        if let rate = given[count.payloadType] {
            clock = StreamClock(rate: rate, source: .operator)
        } else if let signalled {
            clock = StreamClock(rate: signalled.clockRate, source: .sdp)
        } else if let known, count.payloadType != .comfortNoise {
            clock = StreamClock(rate: known.clockRate, source: .static)
        } else if stream.retransmission == nil, let own = Self.ownClock(count, besides: stream.figures.clock) {
            clock = own
        }
        if codec == nil {
            if stream.retransmission != nil {
                codec = "rtx"
            } else if Self.isTelephoneEvent(count, of: stream.figures) {
                codec = "telephone-event"
            }
        }
    }

    /// Every run of it began with a mark and held four bytes (RFC 4733 2.3, 2.5.1.2), beside a type of sound or with
    /// timestamps that stand still.
    static func isTelephoneEvent(_ count: PayloadTypeCounts.Count, of figures: StreamFigures) -> Bool {
        // The last packet of an event is sent three times (RFC 4733 2.5.1.4).
        guard count.payloadType.isDynamic, count.runs > 0, count.eventRuns == count.runs, count.packets >= 3,
            let main = figures.payloadTypes.first
        else { return false }
        return main.payloadType == count.payloadType ? figures.clock == nil : main.eventRuns == 0
    }

    /// The clock of a dynamic type whose timestamps do not go with the stream's.
    static func ownClock(_ count: PayloadTypeCounts.Count, besides clock: StreamClock?) -> StreamClock? {
        guard let clock, count.payloadType.isDynamic, let slope = count.ticksPerSecond,
            abs(slope - Double(clock.rate.rawValue)) > 0.1 * Double(clock.rate.rawValue),
            let rate = ClockRateInference.candidates.first(where: { abs(slope - Double($0)) <= 0.02 * Double($0) })
        else { return nil }
        return StreamClock(rate: ClockRate(rawValue: rate), source: .inferred, confidence: 0.5)
    }
}
