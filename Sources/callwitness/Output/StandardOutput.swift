#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whoever read stdout has had enough.
struct OutputClosed: Error {}

/// Why bytes could not be written: errno.
struct WriteFailure: Error {
    var code: Int32
}

enum StandardOutput {
    static func write(_ bytes: [UInt8]) throws {
        do {
            try writeAll(bytes, to: STDOUT_FILENO)
        } catch let failure as WriteFailure {
            if failure.code == EPIPE || failure.code == EBADF { throw OutputClosed() }
            throw CommandFailure("stdout cannot be written: \(systemReason(failure.code)).")
        }
    }
}

/// write(2) until all is written.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var start = 0
    while start < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
        }
        if count >= 0 {
            start += count
        } else if errno != EINTR {
            throw WriteFailure(code: errno)
        }
    }
}
