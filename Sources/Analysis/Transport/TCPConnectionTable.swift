import Wire

/// The TCP connections that are looked into, both directions of each; the oldest makes way.
struct TCPConnectionTable {
    /// Connections followed at once.
    static var capacity: Int { 16384 }

    private struct Connection {
        var key: PathKey
        var forward = TCPReassembler()
        var backward = TCPReassembler()
    }

    private var index = HandleIndex(minimumCapacity: 64)
    private var connections: [Connection] = []
    /// The next one to make way.
    private var oldest = 0
    private let seed: UInt64
    /// Connections that made way.
    private(set) var evicted = 0

    init(seed: UInt64) { self.seed = seed }

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

    mutating func put(_ reassembler: TCPReassembler, in slot: Int32, isForward: Bool) {
        if isForward {
            connections[Int(slot)].forward = reassembler
        } else {
            connections[Int(slot)].backward = reassembler
        }
    }

    private mutating func slot(of key: PathKey) -> Int32 {
        let hash = key.hash(seed: seed)
        if let found = index.find(hash, where: { connections[Int($0)].key == key }) { return found }
        let slot: Int32
        if connections.count < Self.capacity {
            slot = Int32(connections.count)
            connections.append(Connection(key: key))
        } else {
            slot = Int32(oldest)
            oldest = (oldest + 1) % Self.capacity
            evicted += 1
            index.remove(connections[Int(slot)].key.hash(seed: seed), handle: slot)
            connections[Int(slot)] = Connection(key: key)
        }
        index.insert(hash, handle: slot)
        return slot
    }
}
