import Wire

/// A sender's clock against the capture's: the lowest transit (arrival less timestamp) of each block of a stream's packets,
/// over time. The fastest packets were held up least, so their times tell of the clocks and not of the queues.
public struct ClockDrift: Equatable, Sendable {
    struct Point: Equatable, BitwiseCopyable {
        /// Of the first block that it stands for.
        var block: Int64
        var time: Timestamp
        /// Lowest transit, from an arbitrary origin, in ns.
        var transit: Double
        /// Points of different lines have origins of their own.
        var line: Int64
    }

    /// Points kept before neighbours are merged.
    static var capacity: Int { 128 }

    private(set) var points: [Point] = []
    /// Blocks that a point stands for: a power of two.
    private(set) var step: Int64 = 1
    private var line: Int64 = 0
    /// Where transits are counted from, and the timestamp that was reached, in ticks from there.
    private var origin: Timestamp?
    private var ticks: Int64 = 0
    private var timestamp: UInt32 = 0
    private var lastBlock: Int64 = -1

    @usableFromInline init() {}

    /// Takes the end of a block.
    ///
    /// - Parameters:
    ///   - arrival: of the block's last packet, with its timestamp.
    ///   - above: what that packet's transit is above the lowest in the block, in ticks; nil if unknown.
    mutating func endBlock(
        _ block: Int64, arrival: Timestamp, timestamp: UInt32, above: Double?, nanosecondsPerTick: Double
    ) {
        if origin == nil {
            origin = arrival
            self.timestamp = timestamp
        }
        ticks += Int64(Int32(bitPattern: timestamp &- self.timestamp))
        self.timestamp = timestamp
        lastBlock = block
        guard let above else { return }
        let transit = transit(at: arrival, nanosecondsPerTick) - above * nanosecondsPerTick
        add(Point(block: block, time: arrival, transit: transit, line: line))
    }

    private func transit(at arrival: Timestamp, _ nanosecondsPerTick: Double) -> Double {
        Double(arrival.nanoseconds(since: origin ?? arrival)) - Double(ticks) * nanosecondsPerTick
    }

    /// The transits that follow have another origin.
    mutating func beginLine() { line += 1 }

    private mutating func add(_ point: Point) {
        var point = point
        point.block &= -step
        if let last = points.last, last.block == point.block {
            // Of two lines in one place the first counts.
            if last.line == point.line, point.transit < last.transit { points[points.count - 1] = point }
        } else {
            points.append(point)
        }
        if points.count > Self.capacity { coarsen() }
    }

    private mutating func coarsen() {
        step *= 2
        let finer = points
        points.removeAll(keepingCapacity: true)
        for point in finer { add(point) }
    }

    /// Goes on as a later piece of the stream did from `start`, where it stood as this one does, to `end`.
    ///
    /// - Parameter shift: what makes its blocks blocks of this stream.
    mutating func resume(from start: ClockDrift, to end: ClockDrift, shift: Int64, nanosecondsPerTick: Double) {
        while step < end.step { coarsen() }
        let origins = start.origin.map {
            transit(at: $0, nanosecondsPerTick) - start.transit(at: $0, nanosecondsPerTick)
        }
        for point in end.points where point.block + end.step > start.lastBlock {
            add(
                Point(
                    block: point.block + shift, time: point.time, transit: point.transit + (origins ?? 0),
                    line: point.line + line - start.line))
        }
        line += end.line - start.line
        ticks += end.ticks - start.ticks
        timestamp = end.timestamp
        lastBlock = end.lastBlock + shift
    }

    /// Goes on with the stream on another path, whose transits have an origin of their own.
    mutating func append(_ later: ClockDrift) {
        beginLine()
        let (block, firstLine) = (lastBlock + 1, line)
        while step < later.step { coarsen() }
        for point in later.points {
            add(
                Point(
                    block: block + point.block, time: point.time, transit: point.transit, line: firstLine + point.line))
        }
        line += later.line
        lastBlock = block + later.lastBlock
    }
}
