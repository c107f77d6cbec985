/// Packets that the capture holds twice, and the two places where it saw them.
struct CaptureDoubles {
    /// What is known of a place besides its hash.
    struct Place: Hashable {
        /// Index over the whole capture.
        var interface: UInt32
        var timeToLive: UInt8
    }

    struct Pair {
        var first: Place?
        var second: Place?
        var packets: Int64
        var firstFrame: UInt64
    }

    private static var capacity: Int { 16 }

    private(set) var packets: Int64 = 0
    private var places: [(origin: UInt32, place: Place)] = []
    private var pairs: [(first: UInt32, second: UInt32, packets: Int64, firstFrame: UInt64)] = []

    /// Remembers what an origin stands for.
    mutating func note(_ origin: UInt32, _ place: Place) {
        guard places.count < Self.capacity, !places.contains(where: { $0.origin == origin }) else { return }
        places.append((origin, place))
    }

    mutating func count(_ first: UInt32, _ second: UInt32, frame: UInt64) {
        packets += 1
        if let index = pairs.firstIndex(where: { $0.first == first && $0.second == second }) {
            pairs[index].packets += 1
        } else if pairs.count < Self.capacity {
            pairs.append((first, second, 1, frame))
        }
    }

    /// By packets, most first.
    var byPlace: [Pair] {
        func place(_ origin: UInt32) -> Place? { places.first { $0.origin == origin }?.place }
        return pairs.map {
            Pair(first: place($0.first), second: place($0.second), packets: $0.packets, firstFrame: $0.firstFrame)
        }.sorted { ($1.packets, $0.firstFrame) < ($0.packets, $1.firstFrame) }
    }
}
