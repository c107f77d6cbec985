#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file, a pipe or stdout (`-`) that blocks are written to, by write(2).
///
/// What is in the file are whole blocks, also after an error: of a write that failed midway the blocks that it finished
/// stay, and a begun one is cut off again. (A pipe cannot take anything back.)
final class FileOutput {
    /// write(2), or what stands in for it.
    typealias SystemWrite = @Sendable (Int32, Span<UInt8>) -> Int

    let path: String
    private let systemWrite: SystemWrite
    private let isRegular: Bool
    private var descriptor: Int32
    private let isOwned: Bool
    /// Bytes in the file.
    private var length = 0
    /// Bytes of the last write that are in the file, though it failed.
    private(set) var keptOfFailed = 0

    /// Makes the file, or empties the one that is there; only its owner may read it, as dumpcap does: packets are private.
    init(_ path: String, systemWrite: @escaping SystemWrite = FileOutput.systemWrite) throws(CaptureWriteError) {
        self.path = path == "-" ? "stdout" : path
        self.systemWrite = systemWrite
        isOwned = path != "-"
        var opened = STDOUT_FILENO
        if isOwned {
            repeat {
                opened = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            } while opened < 0 && errno == EINTR
        }
        guard opened >= 0 else { throw FileOutput.error(path, errno) }
        descriptor = opened
        var status = stat()
        isRegular = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        // stdout may already have something in it.
        if isRegular, !isOwned { length = max(0, Int(lseek(descriptor, 0, SEEK_CUR))) }
    }

    deinit { closeDescriptor() }

    /// Whether the file still has its name, and nothing else has got it.
    var isStillNamed: Bool {
        var (own, named) = (stat(), stat())
        guard isOwned, unsafe fstat(descriptor, &own) == 0 else { return true }
        return unsafe stat(path, &named) == 0 && named.st_dev == own.st_dev && named.st_ino == own.st_ino
    }

    /// Appends whole pcapng blocks.
    func write(_ blocks: [UInt8]) throws(CaptureWriteError) {
        guard descriptor >= 0 else { throw CaptureWriteError(file: path, reason: "it is closed") }
        var written = 0
        while written < blocks.count {
            let count = systemWrite(descriptor, blocks.span.extracting(written...))
            if count > 0 {
                written += min(count, blocks.count - written)
                continue
            }
            let code = count < 0 ? errno : EIO
            if code == EINTR { continue }
            if code == EAGAIN || code == EWOULDBLOCK {
                waitUntilWritable()
                continue
            }
            giveUp(after: FileOutput.wholeBlocks(in: blocks, upTo: written), begun: written)
            throw FileOutput.error(path, code)
        }
        length += blocks.count
    }

    /// Has the system put everything on the disk, and closes the file.
    func finish() throws(CaptureWriteError) {
        guard descriptor >= 0 else { return }
        // What has no disk behind it (a pipe, a device) cannot be synchronised, and need not be.
        let failure = isRegular && fsync(descriptor) != 0 && errno != EINVAL ? errno : 0
        let closing = isOwned && close(descriptor) != 0 && errno != EINTR ? errno : 0
        descriptor = -1
        let code = failure != 0 ? failure : closing
        if code != 0 { throw FileOutput.error(path, code) }
    }

    private func giveUp(after whole: Int, begun: Int) {
        keptOfFailed = whole
        if isRegular, whole < begun {
            while ftruncate(descriptor, off_t(length + whole)) != 0 && errno == EINTR {}
        }
        closeDescriptor()
    }

    private func closeDescriptor() {
        if isOwned, descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// A pipe that its other end set to non-blocking.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, 1000)
    }

    /// The length of the whole blocks in the first `count` bytes: each has its length behind its type.
    static func wholeBlocks(in blocks: [UInt8], upTo count: Int) -> Int {
        var end = 0
        while count - end >= 8 {
            let length = Int(ByteOrder.little.uint32(blocks.span, at: end + 4))
            guard length > 0, length <= count - end else { break }
            end += length
        }
        return end
    }

    static let systemWrite: SystemWrite = { descriptor, bytes in
        unsafe bytes.withUnsafeBytes { unsafe systemWriteCall(descriptor, $0.baseAddress, $0.count) }
    }

    private static func error(_ path: String, _ code: Int32) -> CaptureWriteError {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return CaptureWriteError(code == EACCES || code == EPERM ? .permission : .failed, file: path, reason: reason)
    }
}

// By its own name, as `write` is a method above.
#if canImport(Glibc)
    private func systemWriteCall(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        unsafe Glibc.write(file, bytes, count)
    }
#else
    private func systemWriteCall(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        unsafe Darwin.write(file, bytes, count)
    }
#endif
