/// 30 frames a second, each of some packets that follow one another closely; every hundredth is a key frame.
struct VideoSource {
    static let payloadType: UInt8 = 96
    static let clockRate: UInt32 = 90_000
    static let ticks: UInt32 = 3000
    /// From one packet of a frame to the next, as a pacer sends them.
    static let pacing: Int64 = 400_000
    /// 30 frames of 4 packets on average, and the key frames' more.
    static let meanPacketsPerSecond = 30 * (4 + 0.2)
    private static let keyFrameDistance = 100

    static func frameTime(_ frame: Int64) -> Int64 { frame * 1_000_000_000 / 30 }

    static func packets(ofFrame frame: Int64, _ random: inout SeededRandom) -> Int {
        frame % Int64(keyFrameDistance) == 0 ? 24 : 3 + random.below(3)
    }

    static func payloadLength(isLast: Bool, _ random: inout SeededRandom) -> Int {
        isLast ? 200 + random.below(800) : 1060 + random.below(60)
    }
}
