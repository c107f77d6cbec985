#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of metrics, replaced whole every time: who reads it never sees half of one. Written by a thread of its own.
final class MetricsFile: Sendable {
    private let path: String
    /// One that waits is enough: the next says more.
    private let queue = BoundedQueue<[UInt8]>(capacity: 1)
    private let hasSaid = SharedState(false)

    init(_ path: String) { self.path = path }

    /// As the user that writes it from now on.
    ///
    /// - Throws: if it cannot be written at all.
    func start() throws {
        try Rights.requireWritableDirectory(OutputDirectory.parent(of: path), "--metrics-file")
        try BackgroundThread.start { [self] in
            while let document = queue.take() { write(document) }
        }
    }

    func put(_ text: String) { queue.put(Array(text.utf8), weight: 1) }

    func finish() {
        _ = queue.drain(within: 5_000_000_000)
        queue.abandon()
    }

    private func write(_ document: [UInt8]) {
        do {
            // Without the ending that collectors look for.
            let temporary = "\(path).\(getpid()).tmp"
            let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard file >= 0 else { throw OutputFile.failure(path, errno) }
            do {
                defer { close(file) }
                try writeAll(document, to: file)
            } catch let failure as WriteFailure {
                unsafe unlink(temporary)
                throw OutputFile.failure(path, failure.code)
            }
            guard unsafe rename(temporary, path) == 0 else { throw OutputFile.failure(path, errno) }
            hasSaid.withLock { $0 = false }
        } catch {
            let isFirst = hasSaid.withLock { said in
                defer { said = true }
                return !said
            }
            if isFirst, let failure = error as? CommandFailure { Diagnostics.error(failure.sentence) }
        }
    }
}
