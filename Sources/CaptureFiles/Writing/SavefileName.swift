import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The names of the files of a capture that is written, made as tcpdump makes them (tcpdump(1), `-C`, `-G`, `-W`).
///
/// With `-G` the name goes through strftime(3) with the local time at which the file was begun. With `-C` a number
/// follows: none for the first file, then 1, 2 … and with `-W` 0, 1 … of equal length, so that they sort.
struct SavefileName {
    private static let maximumLength = 4096

    private let pattern: String
    private let rotation: CaptureRotation

    init(_ pattern: String, _ rotation: CaptureRotation) {
        self.pattern = pattern
        self.rotation = rotation
    }

    /// - Returns: nil if the pattern gives no name.
    func name(at time: Timestamp, number: Int) -> String? {
        guard let base = rotation.seconds == nil ? pattern : formatted(time), !base.isEmpty else { return nil }
        guard rotation.maximumBytes != nil else { return base }
        let digits = self.digits
        guard number > 0 || digits > 0 else { return base }
        let text = String(number)
        return base + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// As many as the highest number has.
    private var digits: Int {
        guard let files = rotation.files, files > 1 else { return 0 }
        return String(files - 1).utf8.count
    }

    private func formatted(_ time: Timestamp) -> String? {
        var (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest < 0 { seconds -= 1 }
        var moment = time_t(seconds)
        var parts = unsafe tm()
        guard unsafe localtime_r(&moment, &parts) != nil else { return nil }
        var buffer = [CChar](repeating: 0, count: Self.maximumLength)
        let length = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe strftime(buffer.baseAddress, Self.maximumLength, pattern, &parts)
        }
        return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
