import Wire

/// What a stream's packets say of its clock: the line through (arrival, timestamp) of each first packet of a timestamp,
/// and the usual step between timestamps.
///
/// Packets that repeat a timestamp (the rest of a video frame, of a telephone event; padding) say nothing.
struct ClockRateEvidence {
    /// A step beyond this, in ticks, is a new timestamp base: the line begins again.
    static let maxStep: Int32 = 450_000
    /// Distinct steps counted.
    static let stepCapacity = 32

    /// From the first to the last point of the line.
    private(set) var seconds = 0.0
    /// Points of the line.
    private(set) var timestamps = 0
    private var ticks = 0.0
    private var sumX = 0.0
    private var sumY = 0.0
    private var sumXX = 0.0
    private var sumXY = 0.0
    private var sumYY = 0.0
    private var steps: [(ticks: Int32, count: Int)] = []
    private var usualStep: Int32 = 0

    init(_ packets: [TimedPacket]) {
        var origin: TimedPacket?
        var last: TimedPacket?
        for packet in packets where packet.place != .behind {
            defer { last = packet }
            let step = last.map { Int32(bitPattern: packet.timestamp &- $0.timestamp) } ?? 0
            guard let begin = origin, packet.place == .ahead, step.magnitude <= Self.maxStep.magnitude else {
                origin = packet
                beginLine()
                continue
            }
            guard step != 0 else { continue }
            if let last, packet.number == last.number &+ 1 { count(step) }
            addPoint(seconds: Double(packet.time.nanoseconds(since: begin.time)) / 1e9, step: step)
        }
        usualStep = steps.max { $0.count < $1.count }?.ticks ?? 0
    }

    private mutating func beginLine() {
        (seconds, ticks, timestamps) = (0, 0, 1)
        (sumX, sumY, sumXX, sumXY, sumYY) = (0, 0, 0, 0, 0)
    }

    private mutating func addPoint(seconds: Double, step: Int32) {
        self.seconds = seconds
        ticks += Double(step)
        timestamps += 1
        sumX += seconds
        sumY += ticks
        sumXX += seconds * seconds
        sumXY += seconds * ticks
        sumYY += ticks * ticks
    }

    private mutating func count(_ step: Int32) {
        if let index = steps.firstIndex(where: { $0.ticks == step }) {
            steps[index].count += 1
        } else if steps.count < Self.stepCapacity {
            steps.append((step, 1))
        }
    }

    /// Ticks per second and their variance, by least squares; nil if the points do not lie along time.
    var slope: (ticksPerSecond: Double, variance: Double)? {
        let count = Double(timestamps)
        let spreadX = sumXX - sumX * sumX / count
        let spreadY = sumYY - sumY * sumY / count
        let spreadXY = sumXY - sumX * sumY / count
        guard count > 2, spreadX > 0, spreadXY > 0 else { return nil }
        let slope = spreadXY / spreadX
        let residual = max(0, spreadY - slope * spreadXY)
        return (slope, residual / (count - 2) / spreadX)
    }

    /// Whether the usual step is a frame time that audio codecs use, or a frame rate or whole milliseconds of video.
    func fitsStep(_ rate: UInt32) -> Bool {
        guard usualStep > 0 else { return false }
        let step = UInt32(usualStep)
        if rate == 90000 { return step % 90 == 0 || rate % step == 0 }
        // 2.5, 5, 10, 20, 30, 40, 60, 80, 100 and 120 ms, in half milliseconds so as to be whole.
        return [5, 10, 20, 40, 60, 80, 120, 160, 200, 240].contains { step * 2000 == $0 * rate }
    }
}
