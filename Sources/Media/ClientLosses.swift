/// Packets lost by a client's counting, for each threshold that it may have; may be negative.
@frozen
public struct ClientLosses: Equatable, BitwiseCopyable, Sendable {
    public var standard: Int64 = 0
    public var audioWithNACK: Int64 = 0
    public var videoWithNACK: Int64 = 0

    public subscript(threshold: ClientLossCounter.Threshold) -> Int64 {
        switch threshold {
        case .standard: standard
        case .audioWithNACK: audioWithNACK
        case .videoWithNACK: videoWithNACK
        }
    }

    /// What a client makes of so many missing in a row: a longer jump than its threshold adds nothing.
    init(missing: Int64) {
        func counted(_ threshold: ClientLossCounter.Threshold) -> Int64 {
            threshold.countsMissing(missing) ? missing : 0
        }
        standard = counted(.standard)
        audioWithNACK = counted(.audioWithNACK)
        videoWithNACK = counted(.videoWithNACK)
    }

    init(standard: Int64, audioWithNACK: Int64, videoWithNACK: Int64) {
        self.standard = standard
        self.audioWithNACK = audioWithNACK
        self.videoWithNACK = videoWithNACK
    }

    static func + (left: ClientLosses, right: ClientLosses) -> ClientLosses {
        ClientLosses(
            standard: left.standard + right.standard, audioWithNACK: left.audioWithNACK + right.audioWithNACK,
            videoWithNACK: left.videoWithNACK + right.videoWithNACK)
    }

    static func - (left: ClientLosses, right: ClientLosses) -> ClientLosses {
        ClientLosses(
            standard: left.standard - right.standard, audioWithNACK: left.audioWithNACK - right.audioWithNACK,
            videoWithNACK: left.videoWithNACK - right.videoWithNACK)
    }
}
