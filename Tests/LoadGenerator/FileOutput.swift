import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is written from its beginning to its end; `-` is stdout.
struct FileOutput {
    private let path: String
    private let descriptor: Int32

    static let standardError = FileOutput(path: "stderr", descriptor: STDERR_FILENO)

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    init(_ path: String) throws {
        self.path = path == "-" ? "stdout" : path
        signal(SIGPIPE, SIG_IGN)
        descriptor = path == "-" ? STDOUT_FILENO : unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw failure }
    }

    /// - Returns: false if whoever reads it has gone away.
    mutating func write(_ bytes: [UInt8]) throws -> Bool {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Self.systemWrite(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
            }
            if count >= 0 {
                start += count
            } else if errno == EPIPE {
                return false
            } else if errno != EINTR {
                throw failure
            }
        }
        return true
    }

    private var failure: ValidationError {
        ValidationError(
            "\(path) cannot be written: \(unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "?").")
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        unsafe Glibc.write(descriptor, bytes, count)
    }
}
