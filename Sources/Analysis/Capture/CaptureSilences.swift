import Wire

/// The longest times in which the capture holds no frame of any kind. Bounded.
struct CaptureSilences {
    struct Silence {
        var from: Timestamp
        var to: Timestamp
        /// The first frame after it.
        var frame: UInt64
    }

    /// Shorter ones are ordinary pauses between packets: audio sends every 20 to 60 ms.
    static var minimum: Int64 { 200_000_000 }
    private static var capacity: Int { 256 }

    private(set) var silences: [Silence] = []

    mutating func add(from: Timestamp, to: Timestamp, frame: UInt64) {
        let silence = Silence(from: from, to: to, frame: frame)
        guard silences.count >= Self.capacity else {
            silences.append(silence)
            return
        }
        func length(_ silence: Silence) -> Int64 { silence.to.nanoseconds(since: silence.from) }
        guard let shortest = silences.indices.min(by: { length(silences[$0]) < length(silences[$1]) }),
            length(silences[shortest]) < length(silence)
        else { return }
        silences[shortest] = silence
    }
}
