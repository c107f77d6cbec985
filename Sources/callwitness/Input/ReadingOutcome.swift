import CaptureFiles

/// What reading captures came to.
struct ReadingOutcome: Sendable {
    /// Frames that were read, before the filter.
    var frames = 0
    /// Captures that could be read, at least in part.
    var readable = 0
    var failures: [CaptureFileError] = []
    var isDamaged = false
    /// Frames of link types that are not decoded.
    var foreignFrames = 0

    mutating func add(_ other: ReadingOutcome) {
        frames += other.frames
        readable += other.readable
        failures += other.failures
        isDamaged = isDamaged || other.isDamaged
        foreignFrames += other.foreignFrames
    }

    var status: ExitStatus {
        let own = failures.map { $0.kind == .permission ? ExitStatus.permission : .unusable }
        if readable == 0 { return .strongest(of: own) }
        return isDamaged || !failures.isEmpty || foreignFrames > 0 ? .partial : .done
    }
}
