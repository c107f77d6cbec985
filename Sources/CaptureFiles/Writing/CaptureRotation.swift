/// When a capture that is written goes on in another file, as tcpdump's `-C`, `-G` and `-W` say.
public struct CaptureRotation: Hashable, Sendable {
    /// A file larger than this is the last frame's (`-C`), in bytes.
    public var maximumBytes: UInt64?
    /// A file is for so long (`-G`), in s.
    public var seconds: Int64?
    /// With `maximumBytes` so many files, of which the oldest is overwritten; else the capture ends after so many (`-W`).
    public var files: Int?

    public init(maximumBytes: UInt64? = nil, seconds: Int64? = nil, files: Int? = nil) {
        self.maximumBytes = maximumBytes
        self.seconds = seconds
        self.files = files
    }

    /// Whether there is more than one file.
    public var rotates: Bool { maximumBytes != nil || seconds != nil }

    /// What `-C` means: millions of bytes, or with a suffix k, m or g (of either case) 1024, 1024² or 1024³ bytes.
    ///
    /// - Returns: nil if it is no such size, or 0.
    public static func bytes(_ text: String) -> UInt64? {
        let factors: [Character: UInt64] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
        let factor = text.last.flatMap { factors[Character($0.lowercased())] }
        let digits = factor == nil ? Substring(text) : text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(digits),
            number > 0
        else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor ?? 1_000_000)
        return overflow ? nil : bytes
    }
}
