import Media

/// Every packet of the calls, kept for a comparison with what clients say.
struct ArrivalLog {
    /// Packets kept of all calls of a capture together, those that have ended too: 64 bytes each. Who asks for them holds
    /// them until the capture's end.
    static var capacity: Int { 1 << 22 }

    private var streams: [Int32: [RTPArrival]] = [:]
    /// `isSent` says "by the lower endpoint" here.
    private var paths: [PathHandle: [DatagramArrival]] = [:]
    private var count = 0
    private let capacity: Int
    /// Packets that found no room.
    private(set) var dropped = 0
    private var incomplete: Set<Int32> = []

    init(capacity: Int = ArrivalLog.capacity) { self.capacity = capacity }

    mutating func add(_ packet: RTPArrival, to stream: Int32) {
        // What lacks packets lacks the last ones, and none between.
        guard !incomplete.contains(stream) else {
            dropped += 1
            return
        }
        guard takeRoom() else {
            incomplete.insert(stream)
            return
        }
        streams[stream, default: []].append(packet)
    }

    mutating func add(_ datagram: DatagramArrival, to path: PathHandle) {
        guard takeRoom() else { return }
        paths[path, default: []].append(datagram)
    }

    private mutating func takeRoom() -> Bool {
        guard count < capacity else {
            dropped += 1
            return false
        }
        count += 1
        return true
    }

    func packets(of stream: Int32) -> (packets: [RTPArrival], isComplete: Bool) {
        (streams[stream] ?? [], !incomplete.contains(stream))
    }

    func datagrams(on path: PathHandle) -> [DatagramArrival] { paths[path] ?? [] }

    /// The call has ended and has its packets; the handle may be another stream's from now on.
    mutating func remove(stream: Int32) {
        streams[stream] = nil
        incomplete.remove(stream)
    }

    mutating func remove(path: PathHandle) { paths[path] = nil }
}
