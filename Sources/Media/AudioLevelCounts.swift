import Wire

/// The levels that one header extension element said, if it is the audio level (RFC 6464 3): cumulative.
@frozen
public struct AudioLevelSum: Equatable, BitwiseCopyable, Sendable {
    /// 0 before the first.
    public var id: UInt8 = 0
    public var packets: UInt32 = 0
    /// Sum of the linear levels, in units of 10^-9.
    public var sum: Int64 = 0

    @inlinable public init() {}

    /// Linear, 0...1; nil without packets.
    public var mean: Double? { packets > 0 ? Double(sum) / Double(packets) / 1e9 : nil }

    /// Adds what a later sum grew by from `start` to `end`.
    mutating func resume(from start: AudioLevelSum, to end: AudioLevelSum) {
        id = end.id
        packets &+= end.packets &- start.packets
        sum &+= end.sum &- start.sum
    }

    public func growth(since earlier: AudioLevelSum?) -> AudioLevelSum {
        guard let earlier, earlier.id == id else { return self }
        var growth = self
        growth.packets &-= earlier.packets
        growth.sum &-= earlier.sum
        return growth
    }
}

/// What a stream's elements of a single byte were, each as if it were the audio level: which one it is, is judged at the end.
/// The first two ids are followed: that of the level and that of the media id.
@frozen
public struct AudioLevelCounts: Equatable, Sendable {
    /// Everything of one id.
    @frozen
    public struct Slot: Equatable, Sendable {
        public var total = AudioLevelSum()
        /// The first value, with its topmost bit: the voice activity flag of a level.
        public var firstValue: UInt8 = 0
        public var varies = false
        /// The loudest, in -dBov.
        public var loudest: UInt8 = 127
        /// Packets at 127: digital silence.
        public var atFloor: Int64 = 0
        /// Packets at 60 or more: 0.001 or less.
        public var quiet: Int64 = 0
        /// Where all were that quiet.
        public var quietSpans = SteadySpans()

        public init() {}
    }

    public var first = Slot()
    public var second = Slot()

    public init() {}

    /// From this level on, in -dBov, there is silence: 10^(-60/20) = 0.001.
    public static var silence: UInt8 { 60 }

    /// Linear levels in units of 10^-9: 10^(-dBov/20), but 127 is 0. (Written out, so that nothing has to be made before they
    /// are looked at.)
    static let linear: [Int64] = [
        1_000_000_000, 891_250_938, 794_328_235, 707_945_784, 630_957_344, 562_341_325, 501_187_234, 446_683_592,
        398_107_171, 354_813_389, 316_227_766, 281_838_293, 251_188_643, 223_872_114, 199_526_231, 177_827_941,
        158_489_319, 141_253_754, 125_892_541, 112_201_845, 100_000_000, 89_125_094, 79_432_823, 70_794_578,
        63_095_734, 56_234_133, 50_118_723, 44_668_359, 39_810_717, 35_481_339, 31_622_777, 28_183_829, 25_118_864,
        22_387_211, 19_952_623, 17_782_794, 15_848_932, 14_125_375, 12_589_254, 11_220_185, 10_000_000, 8_912_509,
        7_943_282, 7_079_458, 6_309_573, 5_623_413, 5_011_872, 4_466_836, 3_981_072, 3_548_134, 3_162_278, 2_818_383,
        2_511_886, 2_238_721, 1_995_262, 1_778_279, 1_584_893, 1_412_538, 1_258_925, 1_122_018, 1_000_000, 891_251,
        794_328, 707_946, 630_957, 562_341, 501_187, 446_684, 398_107, 354_813, 316_228, 281_838, 251_189, 223_872,
        199_526, 177_828, 158_489, 141_254, 125_893, 112_202, 100_000, 89_125, 79_433, 70_795, 63_096, 56_234, 50_119,
        44_668, 39_811, 35_481, 31_623, 28_184, 25_119, 22_387, 19_953, 17_783, 15_849, 14_125, 12_589, 11_220,
        10_000, 8913, 7943, 7079, 6310, 5623, 5012, 4467, 3981, 3548, 3162, 2818, 2512, 2239, 1995, 1778, 1585, 1413,
        1259, 1122, 1000, 891, 794, 708, 631, 562, 501, 0,
    ]

    public static func linear(_ level: UInt8) -> Double { Double(linear[Int(level & 127)]) / 1e9 }

    /// Takes the elements of a unique packet.
    ///
    /// - Parameter last: the packet before it, if it is in order.
    mutating func observe(_ packet: RTPArrival, after last: RTPArrival?, unique: Int64) {
        observe(packet.elements.first, packet, after: last, unique: unique)
        if packet.elements.second.id != 0 { observe(packet.elements.second, packet, after: last, unique: unique) }
    }

    private mutating func observe(
        _ element: RTPSingleByteElements.Element, _ packet: RTPArrival, after last: RTPArrival?, unique: Int64
    ) {
        if first.total.id == element.id {
            first.observe(element.value, packet, after: last, unique: unique)
        } else if second.total.id == element.id {
            second.observe(element.value, packet, after: last, unique: unique)
        } else if first.total.id == 0 {
            first.begin(element, packet, unique: unique)
        } else if second.total.id == 0 {
            second.begin(element, packet, unique: unique)
        }
    }

    public subscript(id id: UInt8) -> Slot? {
        if id == 0 { return nil }
        if first.total.id == id { return first }
        return second.total.id == id ? second : nil
    }

    mutating func keepNextClosed() {
        first.quietSpans.keepNextClosed()
        second.quietSpans.keepNextClosed()
    }

    /// Adds what a later count grew by from `start` to `end`.
    mutating func resume(from start: AudioLevelCounts, to end: AudioLevelCounts, shift: Int64) {
        for slot in [end.first, end.second] where slot.total.id != 0 {
            let before = start[id: slot.total.id] ?? Slot()
            if first.total.id == slot.total.id || first.total.id == 0 {
                first.resume(from: before, to: slot, shift: shift)
            } else if second.total.id == slot.total.id || second.total.id == 0 {
                second.resume(from: before, to: slot, shift: shift)
            }
        }
    }
}

extension AudioLevelCounts.Slot {
    fileprivate mutating func begin(_ element: RTPSingleByteElements.Element, _ packet: RTPArrival, unique: Int64) {
        total.id = element.id
        firstValue = element.value
        observe(element.value, packet, after: packet, unique: unique)
    }

    @inline(__always)
    fileprivate mutating func observe(_ value: UInt8, _ packet: RTPArrival, after last: RTPArrival?, unique: Int64) {
        let level = value & 0x7f
        total.packets &+= 1
        total.sum &+= AudioLevelCounts.linear[Int(level)]
        if value != firstValue { varies = true }
        if level < loudest { loudest = level }
        let isQuiet = AudioLevelCounts.isQuiet(value)
        if isQuiet {
            quiet &+= 1
            if level == 127 { atFloor &+= 1 }
        }
        guard let last, isQuiet != quietSpans.isOpen else { return }
        if isQuiet {
            quietSpans.open(at: packet, unique: unique)
        } else {
            quietSpans.close(at: last, unique: unique &- 1)
        }
    }

    fileprivate mutating func resume(
        from start: AudioLevelCounts.Slot, to end: AudioLevelCounts.Slot, shift: Int64
    ) {
        if total.id == 0 {
            firstValue = end.firstValue
            varies = end.varies
        } else {
            varies = varies || end.varies || end.firstValue != firstValue
        }
        total.resume(from: start.total, to: end.total)
        loudest = min(loudest, end.loudest)
        atFloor += end.atFloor - start.atFloor
        quiet += end.quiet - start.quiet
        quietSpans.resume(from: start.quietSpans, to: end.quietSpans, shift: shift)
    }
}

extension AudioLevelCounts {
    /// Goes on with those of the stream on the path that it moved to.
    mutating func append(_ later: AudioLevelCounts) {
        for slot in [later.first, later.second] where slot.total.id != 0 {
            if first.total.id == slot.total.id || first.total.id == 0 {
                first.append(slot)
            } else if second.total.id == slot.total.id || second.total.id == 0 {
                second.append(slot)
            }
        }
    }
}

extension AudioLevelCounts.Slot {
    fileprivate mutating func append(_ later: AudioLevelCounts.Slot) {
        let isNew = total.id == 0
        varies = later.varies || (isNew ? false : varies || later.firstValue != firstValue)
        if isNew { firstValue = later.firstValue }
        total.resume(from: AudioLevelSum(), to: later.total)
        loudest = min(loudest, later.loudest)
        atFloor += later.atFloor
        quiet += later.quiet
        quietSpans.append(later.quietSpans)
    }
}
