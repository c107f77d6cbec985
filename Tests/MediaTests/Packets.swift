import Media
import Wire

/// A packet of a stream with 12 bytes of header.
func packet(
    _ sequence: Int, timestamp: Int = 0, milliseconds: Double = 0, frame: Int = 0, payloadType: UInt8 = 111,
    hasPadding: Bool = false, length: Int = 112, fingerprint: UInt32? = nil, origin: UInt32 = 1
) -> RTPArrival {
    var header = RTPHeader(
        payloadType: PayloadType(rawValue: payloadType), sequenceNumber: UInt16(truncatingIfNeeded: sequence),
        timestamp: UInt32(truncatingIfNeeded: timestamp), ssrc: SSRC(rawValue: 1))
    header.hasPadding = hasPadding
    return RTPArrival(
        header: header, length: length, fingerprint: fingerprint ?? UInt32(truncatingIfNeeded: sequence &* 7919),
        origin: origin, time: time(milliseconds: milliseconds), frame: UInt64(frame))
}

/// After 1 700 000 000 s of Unix time.
func time(milliseconds: Double) -> Timestamp {
    Timestamp(nanoseconds: 1_700_000_000_000_000_000 + Int64(milliseconds * 1e6))
}

let opus = StreamClock(rate: ClockRate(rawValue: 48000), source: .operator)

func tracker(_ packets: [RTPArrival], clock: StreamClock? = opus, keepsHead: Bool = false) -> StreamTracker {
    var tracker = StreamTracker(first: packets[0], ssrc: SSRC(rawValue: 1), clock: clock, keepsHead: keepsHead)
    for packet in packets { tracker.observe(packet) }
    return tracker
}
