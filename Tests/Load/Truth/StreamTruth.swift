/// What passed the tap of one stream, counted in the plainest way that RFC 3550 allows, beside and not with the code that it
/// is to check.
struct StreamTruth {
    private let clockRate: Double
    private(set) var packets = 0
    private(set) var duplicates = 0
    private(set) var reordered = 0
    private(set) var first: Int64 = 0
    private(set) var highest: Int64 = 0
    private(set) var firstTime: Int64 = 0
    private(set) var lastTime: Int64 = 0
    /// RFC 3550 6.4.1: J in ticks, its sum over the packets, and its greatest value.
    private var jitter = 0.0
    private var jitterSum = 0.0
    private var jitterMaximum = 0.0
    private var reference: (time: Int64, timestamp: UInt32)?

    init(clockRate: UInt32) { self.clockRate = Double(clockRate) }

    /// Numbers that a receiver expects from the first to the highest that passed, less those that did.
    var lost: Int { packets == 0 ? 0 : Int(highest - first) + 1 - packets }

    mutating func observe(_ packet: MediaPacket, at time: Int64, isCopy: Bool) {
        lastTime = time
        if isCopy {
            duplicates += 1
            return
        }
        if packets == 0 {
            first = packet.number
            firstTime = time
        }
        packets += 1
        if packets > 1, packet.number < highest {
            reordered += 1
        } else {
            highest = packet.number
            // A packet with the timestamp of the one before it is of the same frame: only the pacer is between them.
            if let reference, reference.timestamp != packet.timestamp {
                let ticks = Double(Int32(bitPattern: packet.timestamp &- reference.timestamp))
                let difference = abs(Double(time - reference.time) * clockRate / 1e9 - ticks)
                jitter += (difference - jitter) / 16
                jitterMaximum = max(jitterMaximum, jitter)
            }
            reference = (time, packet.timestamp)
        }
        jitterSum += jitter
    }

    /// J after the last packet, its mean over all, its greatest value: in ms.
    var jitterMilliseconds: (last: Double, mean: Double, maximum: Double) {
        let scale = 1000 / clockRate
        return (jitter * scale, jitterSum / Double(max(packets, 1)) * scale, jitterMaximum * scale)
    }
}
