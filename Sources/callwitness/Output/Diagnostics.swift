import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sentences on stderr, each on a line of its own after the program's name.
enum Diagnostics {
    static func error(_ sentence: String) {
        // File names may hold anything; a terminal would obey it.
        var text = Array("callwitness: \(PrintableText.escape(sentence))\n".utf8)
        unsafe text.withUnsafeMutableBytes { bytes in
            _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }
}
