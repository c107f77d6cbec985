#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file, a pipe or stdin (`-`), by read(2).
///
/// Not mapped: a mapped file that is cut while it is read kills the process (SIGBUS), and a pipe cannot be mapped.
final class FileInput: ByteInput {
    private let descriptor: Int32
    private let owned: Bool
    /// Bytes that were looked at and not yet read.
    private var peeked: [UInt8] = []

    init(path: String) throws(CaptureFileError) {
        owned = path != "-"
        descriptor = owned ? unsafe open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw FileInput.openingError(path, errno) }
        var status = stat()
        if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw CaptureFileError(
                .cannotOpen, file: path, sentence: "\(path) is a directory: name the capture files in it.")
        }
    }

    /// What messages call it.
    static func name(_ path: String) -> String { path == "-" ? "stdin" : path }

    /// Whether the path is of stdin, a pipe or a device, which can be read only once.
    static func isReadableOnce(_ path: String) -> Bool {
        guard path != "-" else { return true }
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    deinit {
        if owned && descriptor >= 0 { close(descriptor) }
    }

    private static func openingError(_ path: String, _ code: Int32) -> CaptureFileError {
        switch code {
        case ENOENT, ENOTDIR:
            CaptureFileError(.notFound, file: path, sentence: "\(path) does not exist: check the path.")
        case EACCES, EPERM:
            CaptureFileError(
                .permission, file: path,
                sentence: "\(path) may not be read by this user: change its permissions or run as its owner.")
        default:
            CaptureFileError(.cannotOpen, file: path, sentence: "\(path) cannot be opened: \(systemReason(code)).")
        }
    }

    /// The first `count` bytes, fewer if there are no more; they are read again later.
    func peek(_ count: Int) throws(InputFailure) -> [UInt8] {
        while peeked.count < count {
            let length = peeked.count
            peeked.append(contentsOf: repeatElement(0, count: count - length))
            let more = try unsafe peeked.withUnsafeMutableBufferPointer { buffer throws(InputFailure) in
                try unsafe readDescriptor(
                    UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[length...]))
            }
            peeked.removeSubrange((length + more)...)
            guard more > 0 else { break }
        }
        return peeked
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard peeked.isEmpty else {
            let count = min(peeked.count, buffer.count)
            unsafe buffer.copyBytes(from: peeked[..<count])
            peeked.removeFirst(count)
            return count
        }
        return try unsafe readDescriptor(buffer)
    }

    private func readDescriptor(_ buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        while true {
            let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw InputFailure(reason: systemReason(errno)) }
        }
    }
}

// By their own names, as `read` is a method above.
#if canImport(Glibc)
    private let systemRead = unsafe Glibc.read
#else
    private let systemRead = unsafe Darwin.read
#endif

private func systemReason(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
