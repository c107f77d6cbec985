#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Signals as bytes in a pipe, so that a loop gets them where it waits for everything else.
struct SignalPipe {
    /// Readable when a signal has come.
    let descriptor: Int32

    /// What the handlers write to; they may use nothing else.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    init(_ signals: [Int32]) throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw CommandFailure("A pipe for signals cannot be made: \(systemReason(errno)).")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        unsafe Self.writeEnd = ends[1]
        // Whoever started this may have blocked them.
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in signals { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
        for number in signals {
            signal(number) { number in
                let code = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = unsafe write(SignalPipe.writeEnd, &byte, 1)
                errno = code
            }
        }
    }

    /// The signals that have come since the last time.
    func take() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return bytes.prefix(max(0, count)).map { Int32($0) }
    }
}
