#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far long work is, on stderr where that is a terminal.
struct ProgressLine {
    private static let patienceNanoseconds: UInt64 = 2_000_000_000
    private static let stepNanoseconds: UInt64 = 200_000_000

    private let isWanted: Bool
    private var next: UInt64
    private var isShown = false

    init(isWanted: Bool) {
        self.isWanted = isWanted && Terminal.isStandardError
        next = ProgressLine.now + ProgressLine.patienceNanoseconds
    }

    mutating func show(frames: Int) {
        guard isWanted, ProgressLine.now >= next else { return }
        next = ProgressLine.now + ProgressLine.stepNanoseconds
        isShown = true
        ProgressLine.put("\rcallwitness: \(frames) frames read")
    }

    /// Takes the line away, so that something else can stand there.
    mutating func clear() {
        guard isShown else { return }
        isShown = false
        ProgressLine.put("\r\u{1B}[K")
    }

    private static var now: UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func put(_ text: String) { try? writeAll(Array(text.utf8), to: STDERR_FILENO) }
}
