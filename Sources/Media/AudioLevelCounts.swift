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

    /// Linear levels in units of 10^-9: 10^(-dBov/20), but 127 is 0.
    fileprivate static let linear: [Int64] = (0..<128).map { level in
        if level == 127 { return 0 }
        var value = 1e9
        for _ in 0..<level { value *= 0.891_250_938_133_745_6 }
        return Int64(value.rounded())
    }

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
        let isQuiet = level >= AudioLevelCounts.silence
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
