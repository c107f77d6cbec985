import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal at stdin and stdout, taken over for a view and given back as it was.
///
/// Lines that are as they were are not sent again, and nothing is sent while the terminal has not taken what was: slow ones see
/// fewer pictures, and the capture never waits.
final class TerminalScreen {
    private let before: termios?
    private let queue = BoundedQueue<[UInt8]>(capacity: 1)
    private let isColored: Bool
    private var shown: [ScreenLine] = []
    private var shownSize = (columns: 0, height: 0)
    private var isClosed = false

    init() throws {
        isColored = Terminal.wantsColor
        var settings = termios()
        if isatty(STDIN_FILENO) == 1, unsafe tcgetattr(STDIN_FILENO, &settings) == 0 {
            before = settings
            // Keys as they come and unseen; ^C stays a signal, ^Z would leave the terminal as it is now.
            settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
            unsafe withUnsafeMutableBytes(of: &settings.c_cc) { keys in
                unsafe keys[Int(VSUSP)] = 0
                unsafe keys[Int(VMIN)] = 1
                unsafe keys[Int(VTIME)] = 0
            }
            unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        } else {
            before = nil
        }
        try BackgroundThread.start { [queue] in
            while let bytes = queue.take() { try? writeAll(bytes, to: STDOUT_FILENO) }
        }
        // Another screen, no cursor, no lines that go on in the next.
        send("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[2J")
    }

    var hasKeys: Bool { before != nil }

    /// As the terminal says, or 80 by 24.
    static var size: (columns: Int, height: Int) {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Whether it can show more than ASCII, by the locale's name.
    static var isUnicode: Bool {
        let names: [String] = ["LC_ALL", "LC_CTYPE", "LANG"]
        let name = names.lazy.compactMap { variable in unsafe getenv(variable).map { unsafe String(cString: $0) } }
            .first { !$0.isEmpty }
        return name?.uppercased().replacing("-", with: "").contains("UTF8") ?? false
    }

    /// Bytes of keys that were pressed; to be asked when stdin is readable.
    func readKeys() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(0, count)))
    }

    /// - Returns: false if the terminal is still busy with the picture before.
    @discardableResult
    func show(_ lines: [ScreenLine], columns: Int, height: Int) -> Bool {
        let isWhole = shownSize != (columns, height)
        var text = isWhole ? "\u{1B}[2J" : ""
        for (index, line) in lines.enumerated() where isWhole || index >= shown.count || shown[index] != line {
            text += "\u{1B}[\(index + 1);1H" + line.text(columns: columns, isColored: isColored) + "\u{1B}[K"
        }
        guard !text.isEmpty else { return true }
        guard send(text) else { return false }
        shown = lines
        shownSize = (columns, height)
        return true
    }

    /// Everything is sent anew next time.
    func invalidate() { shownSize = (0, 0) }

    /// Gives the terminal back, for as long as it takes anything.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        _ = queue.drain(within: 1_000_000_000)
        send("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        _ = queue.drain(within: 1_000_000_000)
        queue.abandon()
        if var before { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    }

    @discardableResult
    private func send(_ text: String) -> Bool { queue.isIdle && queue.put(Array(text.utf8), weight: 1) }
}
