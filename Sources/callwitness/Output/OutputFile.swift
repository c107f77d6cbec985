#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears under its name only when it is complete: written beside it, then renamed.
///
/// What is no regular file (a device, a FIFO) is written to as it is.
final class OutputFile {
    private let path: String
    private let temporary: String?
    private var descriptor: Int32

    /// - Parameter inputs: files that are being read, none of which may be replaced.
    init(_ path: String, keeping inputs: [String] = []) throws {
        var status = stat()
        let exists = unsafe stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw CommandFailure("\(path) is a directory: name a file.")
        }
        if exists, let input = inputs.first(where: { OutputFile.isSame(status, $0) }) {
            throw CommandFailure("\(path) is the capture \(input) itself: name another file to write to.")
        }
        // A link stays one: what it points to is replaced.
        self.path = exists ? OutputFile.resolved(path) : path
        if exists && status.st_mode & S_IFMT != S_IFREG {
            temporary = nil
            descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let name = "\(self.path).callwitness-\(getpid())"
            temporary = name
            descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        }
        if descriptor < 0 { throw OutputFile.failure(path, errno) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let temporary { unsafe unlink(temporary) }
    }

    func write(_ bytes: [UInt8]) throws {
        do {
            try writeAll(bytes, to: descriptor)
        } catch let failure as WriteFailure {
            throw OutputFile.failure(path, failure.code)
        }
    }

    /// Gives the file its name.
    func finish() throws {
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw OutputFile.failure(path, errno) }
        if let temporary, unsafe rename(temporary, path) != 0 {
            let code = errno
            unsafe unlink(temporary)
            throw OutputFile.failure(path, code)
        }
    }

    static func failure(_ path: String, _ code: Int32) -> CommandFailure {
        let status: ExitStatus = code == EACCES || code == EPERM ? .permission : .unusable
        return CommandFailure("\(path) cannot be written: \(systemReason(code)).", status)
    }

    private static func isSame(_ status: stat, _ path: String) -> Bool {
        var other = stat()
        guard status.st_mode & S_IFMT == S_IFREG, unsafe stat(path, &other) == 0 else { return false }
        return other.st_dev == status.st_dev && other.st_ino == status.st_ino
    }

    private static func resolved(_ path: String) -> String {
        guard let real = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
