import Wire

/// When the capture dropped packets: between two statistics of an interface, or before a frame. Bounded.
struct CaptureDropLog {
    enum Source: String { case kernel, interface, frame }

    struct Drop {
        var source: Source
        /// Index over the whole capture.
        var interface: UInt32?
        var from: Timestamp
        var to: Timestamp
        /// The frame that says so.
        var frame: UInt64?
        var packets: UInt64
    }

    static var capacity: Int { 256 }

    private(set) var drops: [Drop] = []
    /// Times left out.
    private(set) var omitted = 0

    mutating func note(
        _ counters: InterfaceStatistics, after before: InterfaceStatistics?, first: Timestamp?, last: Timestamp?
    ) {
        guard let from = before?.timestamp ?? first, let to = counters.timestamp ?? last else { return }
        for (source, now, then) in [
            (Source.kernel, counters.droppedByKernel, before?.droppedByKernel),
            (Source.interface, counters.droppedByInterface, before?.droppedByInterface),
        ] {
            guard let now, now > then ?? 0 else { continue }
            add(
                Drop(
                    source: source, interface: counters.interface, from: min(from, to), to: to, frame: nil,
                    packets: now - (then ?? 0)))
        }
    }

    mutating func note(_ count: UInt64, beforeFrame frame: UInt64, from: Timestamp?, to: Timestamp?) {
        guard count > 0, let to = to ?? from else { return }
        add(Drop(source: .frame, interface: nil, from: min(from ?? to, to), to: to, frame: frame, packets: count))
    }

    private mutating func add(_ drop: Drop) {
        if drops.count < Self.capacity { drops.append(drop) } else { omitted += 1 }
    }
}
