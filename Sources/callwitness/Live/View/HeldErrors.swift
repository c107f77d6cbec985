#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is said on stderr while a view has its terminal, kept until the terminal is given back.
final class HeldErrors {
    private var ends: [Int32] = [-1, -1]
    private var stderr: Int32 = -1

    /// Nothing is held where stderr is no terminal.
    init() {
        guard Terminal.isStandardError, unsafe pipe(&ends) == 0 else { return }
        for end in ends {
            // Whoever writes more than the pipe holds does not wait.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        stderr = dup(STDERR_FILENO)
        dup2(ends[1], STDERR_FILENO)
    }

    func release() {
        guard stderr >= 0 else { return }
        dup2(stderr, STDERR_FILENO)
        close(stderr)
        stderr = -1
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(ends[0], $0.baseAddress, $0.count) }
        try? writeAll(Array(bytes.prefix(max(0, count))), to: STDERR_FILENO)
        for end in ends { close(end) }
    }
}
