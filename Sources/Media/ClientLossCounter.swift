/// Loss as libwebrtc's receive statistics count it, which is what `packetsLost` of getStats says.
///
/// A jump beyond a threshold holds the packet back until the next: two consecutive ones are taken for a restart of the
/// stream and the jump adds nothing; so a long outage is hidden. The threshold depends on the medium and on NACK, which
/// may be learnt late: all three are counted side by side.
@frozen
public struct ClientLossCounter: Equatable, Sendable {
    public enum Threshold: Int, CaseIterable, Sendable {
        /// 50 packets: no NACK negotiated.
        case standard
        /// 250 packets: audio with NACK.
        case audioWithNACK
        /// 450 packets: video with NACK.
        case videoWithNACK

        public var packets: Int64 {
            switch self {
            case .standard: 50
            case .audioWithNACK: 250
            case .videoWithNACK: 450
            }
        }
    }

    @frozen
    @usableFromInline
    struct Count: Equatable, BitwiseCopyable, Sendable {
        @usableFromInline var lost: Int64 = 0
        @usableFromInline var highest: Int64 = 0
        @usableFromInline var held: Int64 = -1

        @usableFromInline init() {}

        mutating func observe(_ number: Int64, threshold: Int64) {
            lost -= 1
            if held >= 0 {
                lost -= 1
                let confirms = number == held + 1
                held = -1
                if confirms {
                    lost += 2
                    highest = number
                    return
                }
            }
            if abs(number - highest) > threshold {
                held = number
                lost += 1
            } else if number > highest {
                lost += number - highest
                highest = number
            }
        }
    }

    @usableFromInline var standard = Count()
    @usableFromInline var audioWithNACK = Count()
    @usableFromInline var videoWithNACK = Count()
    /// All counts stand at the stream's highest number, with nothing held.
    @usableFromInline var isSettled = true

    @inlinable public init() {}

    /// Takes a packet that was not a duplicate.
    ///
    /// - Parameters:
    ///   - number: its extended sequence number.
    ///   - highest: the stream's highest number before it.
    @inlinable
    public mutating func observe(_ number: Int64, after highest: Int64) {
        if isSettled, number == highest + 1 { return }
        observeUnexpected(number, after: highest)
    }

    @usableFromInline
    mutating func observeUnexpected(_ number: Int64, after highest: Int64) {
        if isSettled { setHighest(highest) }
        standard.observe(number, threshold: Threshold.standard.packets)
        audioWithNACK.observe(number, threshold: Threshold.audioWithNACK.packets)
        videoWithNACK.observe(number, threshold: Threshold.videoWithNACK.packets)
        let newHighest = max(highest, number)
        isSettled = [standard, audioWithNACK, videoWithNACK].allSatisfy { $0.held < 0 && $0.highest == newHighest }
    }

    /// The stream was renumbered after a restart that every threshold sees.
    mutating func restart() {
        isSettled = true
        standard.held = -1
        audioWithNACK.held = -1
        videoWithNACK.held = -1
    }

    private mutating func setHighest(_ highest: Int64) {
        standard.highest = highest
        audioWithNACK.highest = highest
        videoWithNACK.highest = highest
    }

    /// Packets lost by that client's counting; may be negative.
    public func lost(_ threshold: Threshold) -> Int64 {
        switch threshold {
        case .standard: standard.lost
        case .audioWithNACK: audioWithNACK.lost
        case .videoWithNACK: videoWithNACK.lost
        }
    }
}
