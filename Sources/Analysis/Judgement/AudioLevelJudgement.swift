import Media
import Report

/// Which header extension of an audio stream is the audio level (RFC 6464), and what it says.
struct AudioLevelJudgement {
    let slot: AudioLevelCounts.Slot

    /// Nil where no extension is known to be it.
    init?(_ figures: StreamFigures, signalledID: UInt8?) {
        let levels = figures.content.levels
        let slots = [levels.first, levels.second].filter { $0.total.packets > 0 }
        if let signalledID {
            guard let signalled = slots.first(where: { $0.total.id == signalledID }) else { return nil }
            slot = signalled
            return
        }
        // Nearly all but padding has it.
        let needed = (figures.unique - figures.bytes.paddedPackets) / 2
        let likely = slots.filter { Int64($0.total.packets) >= max(2, needed) && !Self.mayBeMediaID($0) }
        guard let best = likely.max(by: { Self.weight($0) < Self.weight($1) }) else {
            return nil
        }
        slot = best
    }

    /// The other extension of a single byte in use is the media id, which never changes and is a token (RFC 8843 15, RFC
    /// 4566 9). Constant levels that are no token's character, or have the voice flag, are known too.
    private static func mayBeMediaID(_ slot: AudioLevelCounts.Slot) -> Bool {
        !slot.varies && isTokenCharacter(slot.firstValue)
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x30...0x39, 0x41...0x5a, 0x5e...0x7e: true
        default: false
        }
    }

    private static func weight(_ slot: AudioLevelCounts.Slot) -> (Int, UInt32) {
        (slot.varies ? 1 : 0, slot.total.packets)
    }

    /// Percent of the packets that have a level.
    func percent(_ packets: Int64) -> Double { 100 * Double(packets) / Double(max(1, slot.total.packets)) }

    var report: AudioLevelReport {
        AudioLevelReport(
            mean: slot.total.mean, maximum: AudioLevelCounts.linear(slot.loudest), silencePercent: percent(slot.quiet),
            extensionID: Int(slot.total.id))
    }
}
