import Wire

/// The TCP connections that are looked into, both directions of each.
///
/// Bounded in connections and in the bytes that all of them hold. One that carries nothing of a call makes way first; of those
/// that do, one that was not used since the last look.
struct TCPConnectionTable {
    /// Connections followed at once.
    static var capacity: Int { 16384 }
    /// Bytes of all connections that wait for a missing segment or the rest of a message.
    static var maximumBytes: Int { 32 << 20 }

    private struct Connection {
        var key: PathKey
        var forward = TCPReassembler()
        var backward = TCPReassembler()
        /// What the two hold.
        var bytes = 0
        /// It carries messages of a call, and some came since it was last looked at.
        var isInUse = false
        /// It made way, and its slot is free.
        var isVacant = false
    }

    private var index = HandleIndex(minimumCapacity: 64)
    private var connections: [Connection] = []
    private var free: [Int32] = []
    /// Where the search for one to make way goes on.
    private var hand = 0
    private var bytes = 0
    private let seed: UInt64
    /// Connections that made way for others, and for the sum of what was held.
    private(set) var evicted = 0
    private(set) var evictedForBytes = 0

    init(seed: UInt64) { self.seed = seed }

    /// Connections followed.
    var count: Int { connections.count - free.count }
    /// Bytes held, about.
    var heldBytes: Int { bytes }

    /// Takes one direction's state out of the table, so that what it delivers may change the table's owner.
    mutating func take(_ key: PathKey, isForward: Bool) -> (slot: Int32, reassembler: TCPReassembler) {
        let slot = slot(of: key)
        var reassembler = TCPReassembler()
        if isForward {
            swap(&connections[Int(slot)].forward, &reassembler)
        } else {
            swap(&connections[Int(slot)].backward, &reassembler)
        }
        return (slot, reassembler)
    }

    /// Gives the state back; a table that holds too much then gives connections up.
    mutating func put(_ reassembler: TCPReassembler, in slot: Int32, isForward: Bool) {
        let index = Int(slot)
        if reassembler.framing.isOfCalls { connections[index].isInUse = true }
        if isForward {
            connections[index].forward = reassembler
        } else {
            connections[index].backward = reassembler
        }
        let held = connections[index].forward.heldBytesInAll + connections[index].backward.heldBytesInAll
        bytes += held - connections[index].bytes
        connections[index].bytes = held
        while bytes > Self.maximumBytes { evict(countedIn: \.evictedForBytes, onlyHolding: true) }
    }

    /// Whether TURN, ICE-TCP or SIP was recognised in it.
    func carriesCalls(_ key: PathKey) -> Bool {
        guard let slot = index.find(key.hash(seed: seed), where: { connections[Int($0)].key == key }) else {
            return false
        }
        return connections[Int(slot)].forward.framing.isOfCalls || connections[Int(slot)].backward.framing.isOfCalls
    }

    private mutating func slot(of key: PathKey) -> Int32 {
        let hash = key.hash(seed: seed)
        if let found = index.find(hash, where: { connections[Int($0)].key == key }) { return found }
        if connections.count >= Self.capacity, free.isEmpty { evict(countedIn: \.evicted, onlyHolding: false) }
        let slot: Int32
        if let reused = free.popLast() {
            slot = reused
            connections[Int(slot)] = Connection(key: key)
        } else {
            slot = Int32(connections.count)
            connections.append(Connection(key: key))
        }
        index.insert(hash, handle: slot)
        return slot
    }

    /// Gives up the next connection that is not in use; what is, gets another round.
    private mutating func evict(countedIn counter: WritableKeyPath<TCPConnectionTable, Int>, onlyHolding: Bool) {
        while true {
            let slot = hand
            hand = (hand + 1) % connections.count
            guard !connections[slot].isVacant, !onlyHolding || connections[slot].bytes > 0 else { continue }
            if connections[slot].isInUse {
                connections[slot].isInUse = false
                continue
            }
            index.remove(connections[slot].key.hash(seed: seed), handle: Int32(slot))
            bytes -= connections[slot].bytes
            connections[slot] = Connection(key: connections[slot].key)
            connections[slot].isVacant = true
            free.append(Int32(slot))
            self[keyPath: counter] += 1
            return
        }
    }
}

extension StreamFraming {
    /// Messages of a call were found in the stream.
    fileprivate var isOfCalls: Bool {
        switch self {
        case .turn, .rfc4571, .sip: true
        case .undecided, .tls, .other: false
        }
    }
}
