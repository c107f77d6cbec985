public import Wire

/// How many of a stream's packets had which payload type.
@frozen
public struct PayloadTypeCounts: Sendable {
    @frozen
    public struct Count: Equatable, BitwiseCopyable, Sendable {
        public var payloadType: PayloadType
        public var packets: Int64
        /// Frame that first had it.
        public var firstFrame: UInt64

        @inlinable
        init(payloadType: PayloadType, packets: Int64, firstFrame: UInt64) {
            self.payloadType = payloadType
            self.packets = packets
            self.firstFrame = firstFrame
        }
    }

    /// In order of first appearance; the type in use is counted in `current` until it changes.
    @usableFromInline var current = Self.nothing
    @usableFromInline var earlier: [Count] = []

    /// Of a type that no packet has.
    @usableFromInline static var nothing: Count {
        Count(payloadType: PayloadType(rawValue: 255), packets: 0, firstFrame: 0)
    }

    @inlinable public init() {}

    @inlinable
    mutating func count(_ packet: RTPArrival) {
        if packet.payloadType != current.payloadType { change(to: packet) }
        current.packets &+= 1
    }

    @usableFromInline
    mutating func change(to packet: RTPArrival) {
        store()
        current = Count(payloadType: packet.payloadType, packets: 0, firstFrame: packet.frame)
    }

    private mutating func store() {
        guard current.packets > 0 else { return }
        add(current.packets, of: current.payloadType, firstFrame: current.firstFrame)
    }

    private mutating func add(_ packets: Int64, of type: PayloadType, firstFrame: UInt64) {
        if let index = earlier.firstIndex(where: { $0.payloadType == type }) {
            earlier[index].packets += packets
        } else {
            earlier.append(Count(payloadType: type, packets: packets, firstFrame: firstFrame))
        }
    }

    private var inOrderOfAppearance: [Count] {
        var copy = self
        copy.store()
        return copy.earlier
    }

    /// All types, most packets first.
    public var counts: [Count] {
        inOrderOfAppearance.sorted {
            ($1.packets, $0.payloadType.rawValue) < ($0.packets, $1.payloadType.rawValue)
        }
    }

    /// Adds what a later count grew by from `start` to `end`.
    mutating func resume(from start: PayloadTypeCounts, to end: PayloadTypeCounts) {
        store()
        current = Self.nothing
        let before = start.inOrderOfAppearance
        for count in end.inOrderOfAppearance {
            let packets = before.first { $0.payloadType == count.payloadType }?.packets ?? 0
            if count.packets > packets {
                add(count.packets - packets, of: count.payloadType, firstFrame: count.firstFrame)
            }
        }
    }
}
