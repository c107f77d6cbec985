import Media
import Wire

/// A packet of a stream with 12 bytes of header.
func packet(
    _ sequence: Int, timestamp: Int = 0, milliseconds: Double = 0, frame: Int = 0, payloadType: UInt8 = 111,
    hasPadding: Bool = false, length: Int = 112, fingerprint: UInt32? = nil, origin: UInt32 = 1, marker: Bool = false,
    level: UInt8? = nil, mediaID: UInt8? = nil
) -> RTPArrival {
    var header = RTPHeader(
        marker: marker, payloadType: PayloadType(rawValue: payloadType),
        sequenceNumber: UInt16(truncatingIfNeeded: sequence),
        timestamp: UInt32(truncatingIfNeeded: timestamp), ssrc: SSRC(rawValue: 1))
    header.hasPadding = hasPadding
    return RTPArrival(
        header: header, length: length, fingerprint: fingerprint ?? UInt32(truncatingIfNeeded: sequence &* 7919),
        origin: origin, time: time(milliseconds: milliseconds), frame: UInt64(frame),
        elements: elements(level: level, mediaID: mediaID))
}

/// The audio level has id 1, the media id has 4 and comes first.
private func elements(level: UInt8?, mediaID: UInt8?) -> RTPSingleByteElements {
    let present = [(4, mediaID), (1, level)].compactMap { id, value in
        value.map { RTPSingleByteElements.Element(id: UInt8(id), value: $0) }
    }
    var elements = RTPSingleByteElements()
    if let first = present.first { elements.first = first }
    if present.count > 1 { elements.second = present[1] }
    return elements
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
