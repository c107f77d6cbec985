import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Events as lines, to stdout or a file, from a thread of its own: a slow reader costs events and never packets.
final class EventOutput: Sendable {
    enum Event: Sendable {
        case lines([UInt8], count: UInt64)
        case report(StatsReportEvent)
    }

    private struct State {
        var descriptor: Int32
        /// The reader went away, or the disk is full.
        var isBroken = false
        var isReopening = false
        /// Lines that could not be written.
        var lost: UInt64 = 0
    }

    /// Bytes that may wait, of which frames get an eighth: reports are not made again.
    private static let capacity = 64 << 20

    /// Nil for stdout.
    private let path: String?
    private let queue = BoundedQueue<Event>(capacity: EventOutput.capacity)
    private let state: SharedState<State>

    /// - Parameter path: a file that events are appended to; nil for stdout.
    init(_ path: String?) throws {
        self.path = path
        state = SharedState(State(descriptor: try path.map { try Self.opened($0) } ?? STDOUT_FILENO))
    }

    func start() throws { try BackgroundThread.start { [self] in run() } }

    /// - Parameter count: how many lines.
    func put(lines: [UInt8], count: UInt64) {
        queue.put(.lines(lines, count: count), weight: lines.count, share: 0.125, count: count)
    }

    func put(_ report: StatsReportEvent) {
        let isWhole = report.whole == .inEvent
        // About what it and its JSON take.
        let weight = isWhole ? 65_536 + 1024 * report.report.segments.count : 1024
        queue.put(.report(report), weight: weight)
    }

    /// Waits until there is room for a report, or nobody takes any.
    func waitForRoom(within nanoseconds: Int64) { _ = queue.waitForRoom(within: nanoseconds) }

    /// Waits until all is written, but not for ever; more may follow.
    func drain(within nanoseconds: Int64) { _ = queue.drain(within: nanoseconds) }

    /// Opens a file anew, as after its name was given to another.
    func reopen() { if path != nil { state.withLock { $0.isReopening = true } } }

    var isBroken: Bool { state.withLock { $0.isBroken } }

    /// Events that nobody took.
    var dropped: UInt64 { queue.dropped + state.withLock { $0.lost } }

    /// Waits until all is written, but not for ever.
    ///
    /// - Returns: false if some had to be given up.
    func finish(within nanoseconds: Int64) -> Bool {
        let isDone = queue.drain(within: nanoseconds)
        queue.abandon()
        return isDone && !isBroken
    }

    private func run() {
        while let event = queue.take() {
            switch event {
            case .lines(let bytes, let count): write(bytes, count: count)
            case .report(let report): write(report.json(pretty: false) + [UInt8(ascii: "\n")], count: 1)
            }
        }
    }

    private func write(_ bytes: [UInt8], count: UInt64) {
        if let path, state.withLock({ $0.isReopening }) { reopen(path) }
        guard !isBroken else {
            state.withLock { $0.lost += count }
            return
        }
        do {
            try writeAll(bytes, to: state.withLock { $0.descriptor })
        } catch {
            let code = (error as? WriteFailure)?.code ?? EIO
            state.withLock {
                $0.isBroken = true
                $0.lost += count
            }
            if let path {
                Diagnostics.error("\(path) cannot be written: \(systemReason(code)): no more events go there.")
            } else if code != EPIPE, code != EBADF {
                Diagnostics.error("stdout cannot be written: \(systemReason(code)): no more events go there.")
            }
        }
    }

    private func reopen(_ path: String) {
        do {
            let opened = try Self.opened(path)
            state.withLock {
                close($0.descriptor)
                $0 = State(descriptor: opened, lost: $0.lost)
            }
        } catch {
            state.withLock { $0.isReopening = false }
            if let failure = error as? CommandFailure { Diagnostics.error(failure.sentence) }
        }
    }

    private static func opened(_ path: String) throws -> Int32 {
        let opened = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard opened >= 0 else { throw OutputFile.failure(path, errno) }
        return opened
    }
}
