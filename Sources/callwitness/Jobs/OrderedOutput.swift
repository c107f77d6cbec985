/// What several captures say at the same time, given out in the captures' order.
///
/// The first capture that is not finished has its output taken as it comes. That of later ones waits: in memory, then in a
/// temporary file; where neither has room, the capture itself waits. So memory is bounded, and no capture waits for
/// ever, as the first one never waits for another.
final class OrderedOutput<Outcome: Sendable>: @unchecked Sendable {
    private enum Part {
        case memory([UInt8])
        case file(Range<Int>)
    }

    private struct Lane {
        var parts: [Part] = []
        /// How many of them were taken.
        var taken = 0
        var result: Result<Outcome, any Error>?

        var hasParts: Bool { taken < parts.count }

        mutating func next() -> Part? {
            guard hasParts else { return nil }
            defer {
                taken += 1
                if taken == parts.count {
                    parts = []
                    taken = 0
                }
            }
            return parts[taken]
        }
    }

    /// In bytes, all captures together.
    private let memoryLimit: Int
    private let monitor = Monitor()
    private var lanes: [Lane]
    private var file = WaitingFile()
    private var memory = 0
    /// Captures that wait for room.
    private var waiting = 0
    /// The capture whose output is being taken, and the next to be begun.
    private var first = 0
    private var nextToBegin = 0

    init(captures: Int, memoryLimit: Int = 32 << 20) {
        lanes = [Lane](repeating: Lane(), count: captures)
        self.memoryLimit = memoryLimit
    }

    // MARK: For the threads that read captures

    /// The next capture that nobody reads yet.
    func begin() -> Int? {
        monitor.locked {
            guard nextToBegin < lanes.count else { return nil }
            defer { nextToBegin += 1 }
            return nextToBegin
        }
    }

    func put(_ item: OutputItem, of capture: Int) {
        let bytes = item.encoded
        monitor.locked {
            while true {
                if memory + bytes.count <= memoryLimit || capture == first && !lanes[capture].hasParts {
                    memory += bytes.count
                    lanes[capture].parts.append(.memory(bytes))
                    break
                }
                if capture != first, let range = file.append(bytes) {
                    lanes[capture].parts.append(.file(range))
                    break
                }
                waiting += 1
                monitor.wait()
                waiting -= 1
            }
            if capture == first { monitor.notify() }
        }
    }

    func finish(_ capture: Int, _ result: Result<Outcome, any Error>) {
        monitor.locked {
            lanes[capture].result = result
            if capture == first { monitor.notify() }
        }
    }

    // MARK: For the thread that writes

    /// The next item of a capture; nil when there are no more. Captures are asked for in their order.
    func next(of capture: Int) throws -> OutputItem? {
        let bytes: [UInt8]? = try monitor.locked {
            if first != capture {
                first = capture
                // It may have waited for its turn.
                if waiting > 0 { monitor.notify() }
            }
            while true {
                switch lanes[capture].next() {
                case .memory(let bytes):
                    memory -= bytes.count
                    if waiting > 0 { monitor.notify() }
                    return bytes
                case .file(let range):
                    let bytes = try file.take(range)
                    if waiting > 0 { monitor.notify() }
                    return bytes
                case nil: break
                }
                if lanes[capture].result != nil { return nil }
                monitor.wait()
            }
        }
        return bytes.map(OutputItem.init(decoding:))
    }

    /// What a capture came to, when it has no more items.
    func outcome(of capture: Int) throws -> Outcome? { try monitor.locked { try lanes[capture].result?.get() } }
}
