import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far long work is, on stderr where that is a terminal. Several threads may add to it.
final class ProgressLine: Sendable {
    private static let patienceNanoseconds: UInt64 = 2_000_000_000
    private static let stepNanoseconds: UInt64 = 200_000_000

    private struct State {
        var frames = 0
        var next: UInt64
        var isShown = false
    }

    private let isWanted: Bool
    private let state: Mutex<State>

    init(isWanted: Bool) {
        self.isWanted = isWanted && Terminal.isStandardError
        state = Mutex(State(next: ProgressLine.now + ProgressLine.patienceNanoseconds))
    }

    func add(frames: Int) {
        guard isWanted else { return }
        state.withLock { state in
            state.frames += frames
            guard ProgressLine.now >= state.next else { return }
            state.next = ProgressLine.now + ProgressLine.stepNanoseconds
            state.isShown = true
            ProgressLine.put("\rcallwitness: \(state.frames) frames read")
        }
    }

    /// Takes the line away, so that something else can stand there.
    func clear() {
        guard isWanted else { return }
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            ProgressLine.put("\r\u{1B}[K")
        }
    }

    private static var now: UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func put(_ text: String) { try? writeAll(Array(text.utf8), to: STDERR_FILENO) }
}
