#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at the other end of stdout and stderr.
enum Terminal {
    /// Before any file is opened.
    static func prepare() {
        // A reader that went away is seen as an error of write(2), and ends the work quietly.
        signal(SIGPIPE, SIG_IGN)
        // A file opened later must not get the number of a closed stdin, stdout or stderr: what goes there would go into
        // it. Opened the wrong way round, they still fail with EBADF.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    static var isStandardOutput: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isStandardError: Bool { isatty(STDERR_FILENO) == 1 }

    /// https://no-color.org: any value but an empty one.
    static var wantsColor: Bool {
        unsafe getenv("NO_COLOR").map { unsafe $0.pointee == 0 } ?? true
    }

    /// Columns of stdout's terminal; nil where it is none.
    static var width: Int? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Leaves the first interrupt to the process that writes into our pipe, so that what it wrote is still reported; a
    /// second one ends this process.
    static func leaveFirstInterruptToWriter() {
        signal(SIGINT) { _ in signal(SIGINT, SIG_DFL) }
    }
}
