import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A directory where each call's report appears when it ends, whole or not at all, as ID.json: another process may take
/// it away from there at once. Written by a thread of its own.
final class ReportDirectory: Sendable {
    private struct State {
        var lost: UInt64 = 0
        /// What went wrong last was said.
        var hasSaid = false
    }

    /// Reports that may wait for the disk, by weight.
    private static let capacity = 256 << 20
    /// A call that goes on in another report gets another number; one with more is no call.
    private static let maximumCopies = 100_000

    private let path: String
    private let queue = BoundedQueue<CallReport>(capacity: ReportDirectory.capacity)
    private let state = SharedState(State())
    /// Told of each report when it is on the disk, or is not going to be.
    private let isWritten: @Sendable (CallReport, String?) -> Void

    init(_ path: String, isWritten: @escaping @Sendable (CallReport, String?) -> Void) {
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        self.isWritten = isWritten
    }

    /// As the user that it is going to be written by.
    func start() throws {
        try Rights.requireWritableDirectory(path, "-o")
        try BackgroundThread.start { [self] in
            while let report = queue.take() { write(report) }
        }
    }

    func put(_ report: CallReport) {
        if !queue.put(report, weight: 65_536 + 1024 * report.segments.count) { isWritten(report, nil) }
    }

    /// Waits until there is room for another.
    func waitForRoom(within nanoseconds: Int64) { _ = queue.waitForRoom(within: nanoseconds) }

    var lost: UInt64 { queue.dropped + state.withLock { $0.lost } }

    /// Waits until all is written.
    func finish(within nanoseconds: Int64) {
        _ = queue.drain(within: nanoseconds)
        queue.abandon()
    }

    private func write(_ report: CallReport) {
        let base = OutputDirectory.fileName(for: report.call.callID)
        do {
            let name = try write(report.json(pretty: true) + [UInt8(ascii: "\n")], as: base)
            state.withLock { $0.hasSaid = false }
            isWritten(report, name)
        } catch {
            let hasSaid = state.withLock { state in
                defer { state.hasSaid = true }
                state.lost += 1
                return state.hasSaid
            }
            // A full disk is full for every call.
            if !hasSaid, let failure = error as? CommandFailure { Diagnostics.error(failure.sentence) }
            isWritten(report, nil)
        }
    }

    /// Links the finished file to its name, which fails where there is one, and takes the other name away.
    private func write(_ document: [UInt8], as base: String) throws -> String {
        let temporary = "\(path)/.\(base).\(getpid()).tmp"
        let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw OutputFile.failure(path, errno) }
        defer { unsafe unlink(temporary) }
        do {
            defer { close(file) }
            try writeAll(document, to: file)
            guard fsync(file) == 0 || errno == EINVAL else { throw WriteFailure(code: errno) }
        } catch let failure as WriteFailure {
            throw OutputFile.failure("\(path)/\(base).json", failure.code)
        }
        for copy in 1...Self.maximumCopies {
            let name = copy == 1 ? "\(base).json" : "\(base)-\(copy).json"
            if unsafe link(temporary, "\(path)/\(name)") == 0 { return name }
            let code = errno
            // A file system without hard links.
            if code == EPERM || code == ENOTSUP || code == EOPNOTSUPP {
                guard unsafe access("\(path)/\(name)", F_OK) != 0 else { continue }
                if unsafe rename(temporary, "\(path)/\(name)") == 0 { return name }
                throw OutputFile.failure("\(path)/\(name)", errno)
            }
            guard code == EEXIST else { throw OutputFile.failure("\(path)/\(name)", code) }
        }
        throw CommandFailure("\(path) has too many reports named \(base).")
    }
}
