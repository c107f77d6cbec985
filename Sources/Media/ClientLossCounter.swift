/// Loss as libwebrtc's receive statistics count it, which is what `packetsLost` of getStats says.
///
/// A jump beyond a threshold holds the packet back until the next: two consecutive ones are taken for a restart of the
/// stream and the jump adds nothing; so a long outage is hidden. The threshold depends on the medium and on NACK, which
/// may be learnt late: all three are counted side by side.
@frozen
public struct ClientLossCounter: Equatable, BitwiseCopyable, Sendable {
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

        /// Whether so many missing in a row are counted as lost: the jump is one longer.
        public func countsMissing(_ packets: Int64) -> Bool { packets < self.packets }
    }

    @frozen
    @usableFromInline
    struct Count: Equatable, BitwiseCopyable, Sendable {
        @usableFromInline var lost: Int64 = 0
        @usableFromInline var highest: Int64 = 0
        @usableFromInline var held: Int64 = -1

        @usableFromInline init() {}

        mutating func observe(_ number: Int64, threshold: Int64) {
            // Each packet received lessens the loss by one, but for one that is held back.
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

        /// A number so far off that every threshold holds it back, and none that follows confirms it.
        mutating func hold() {
            if held >= 0 { lost -= 1 }
            held = .max / 2
        }

        mutating func resume(from start: Count, to end: Count, shift: Int64) {
            lost += end.lost - start.lost
            highest = end.highest + shift
            held = end.held >= 0 ? end.held + shift : -1
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
    ///   - highest: the stream's highest number before it; -1 before the first packet.
    @inlinable
    public mutating func observe(_ number: Int64, after highest: Int64) {
        if isSettled, number == highest + 1 { return }
        observeUnexpected(number, after: highest)
    }

    @usableFromInline
    mutating func observeUnexpected(_ number: Int64, after highest: Int64) {
        if highest < 0 { return }
        if isSettled { setHighest(highest) }
        standard.observe(number, threshold: Threshold.standard.packets)
        audioWithNACK.observe(number, threshold: Threshold.audioWithNACK.packets)
        videoWithNACK.observe(number, threshold: Threshold.videoWithNACK.packets)
        let highest = max(highest, number)
        isSettled =
            standard.stands(at: highest) && audioWithNACK.stands(at: highest) && videoWithNACK.stands(at: highest)
    }

    /// Takes a packet that the stream itself holds back as a possible restart, which then has no number yet.
    ///
    /// - Parameter highest: the stream's highest number.
    mutating func hold(after highest: Int64) {
        if isSettled { setHighest(highest) }
        isSettled = false
        standard.hold()
        audioWithNACK.hold()
        videoWithNACK.hold()
    }

    /// The packet held back was confirmed: the stream goes on with new numbers, and the jump adds nothing.
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

    public var losses: ClientLosses {
        ClientLosses(
            standard: standard.lost, audioWithNACK: audioWithNACK.lost, videoWithNACK: videoWithNACK.lost)
    }

    /// Packets lost by that client's counting; may be negative.
    public func lost(_ threshold: Threshold) -> Int64 { losses[threshold] }

    /// Adds what a later counter, settled at `start`, counted from there to `end`.
    ///
    /// - Parameter shift: what makes its numbers numbers of this stream.
    mutating func resume(from start: ClientLossCounter, to end: ClientLossCounter, shift: Int64) {
        standard.resume(from: start.standard, to: end.standard, shift: shift)
        audioWithNACK.resume(from: start.audioWithNACK, to: end.audioWithNACK, shift: shift)
        videoWithNACK.resume(from: start.videoWithNACK, to: end.videoWithNACK, shift: shift)
        isSettled = end.isSettled
    }
}

extension ClientLossCounter.Count {
    func stands(at number: Int64) -> Bool { held < 0 && highest == number }
}
