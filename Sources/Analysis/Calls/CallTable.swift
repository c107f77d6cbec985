import Wire

struct CallHandle: Hashable, BitwiseCopyable, Sendable {
    var index: Int32
}

/// The calls in progress: sets of paths that belong together, and what they can be found by.
///
/// Joining two calls moves the smaller one's paths and keys to the larger; so a handle in a path is always current.
struct CallTable {
    /// What a call can be found by.
    enum Key: Hashable {
        /// A pair of ICE credentials, in either order.
        case credentials(UInt64)
        /// An agent's username fragment at one of its addresses: a restart changes the other agent's first.
        case agent(UInt64, Endpoint)
        /// The address that a TURN server allocated.
        case relayed(Endpoint)
        /// A client's address from which it talks to STUN or TURN servers.
        case gathering(Endpoint)
        /// An address that exchanges checks, DTLS or media with a peer.
        case media(Endpoint)
        /// A call of the signalling, by its number there.
        case signalling(Int32)
    }

    struct Entry {
        var paths: [PathHandle] = []
        var keys: [Key] = []
        /// The call had packets at this time, and need not be looked at before it can be idle again.
        var knownActivity = Timestamp.distantPast
        /// With its last packet at this time the call was not closed.
        var knownOpen = Timestamp.distantPast
        /// Calls that carry a stream of the same SSRC in other bytes: other legs of the conversation.
        var related: Set<CallHandle> = []
        /// Ids of such calls that have ended already.
        var relatedIDs: Set<String> = []

        /// The calls of the signalling that it belongs to.
        var signalled: [Int32] { keys.compactMap { if case .signalling(let number) = $0 { number } else { nil } } }

        /// Keys that a call may get without end.
        fileprivate(set) var passingKeys = 0

        var hasCredentials: Bool {
            keys.contains { if case .credentials = $0 { true } else { false } }
        }
    }

    /// The calls that have a key. Several may, as on a media server's port: then it joins nothing.
    private struct Owners {
        /// Most keys are of one call: it takes no storage of its own.
        private var first: CallHandle?
        private var others: Set<CallHandle> = []
        /// Others had it too, and have ended.
        var wasShared = false

        var count: Int { (first == nil ? 0 : 1) + others.count }
        var only: CallHandle? { others.isEmpty ? first : nil }

        mutating func insert(_ call: CallHandle) -> Bool {
            if first == nil, others.isEmpty {
                first = call
                return true
            }
            return first == call ? false : others.insert(call).inserted
        }

        mutating func remove(_ call: CallHandle) {
            if first == call { first = others.popFirst() } else { others.remove(call) }
        }
    }

    /// Paths of a call at once: a call over a relay may have one for each peer; a flood has them without number.
    static let pathCapacity = 1024
    /// ICE credentials, agents and relayed addresses of a call that it can be found by.
    static let keyCapacity = 1024
    /// Legs of the conversation that are remembered.
    private static let relatedCapacity = 8

    private var entries = Pool(vacant: Entry())
    private(set) var handles: Set<CallHandle> = []
    private var owners: [Key: Owners] = [:]
    /// Keys that made way for later ones of the same call.
    private(set) var evictedKeys = 0
    /// Paths that stay in a call of their own, as theirs has too many.
    private(set) var refusedJoins = 0

    /// What a call's own entry takes, about: with its places among those found by key.
    static func bytes(of entry: Entry) -> Int {
        MemoryLayout<Entry>.stride + entry.paths.heapBytes + entry.keys.heapBytes
            + entry.keys.count * 2 * (MemoryLayout<Key>.stride + MemoryLayout<Owners>.stride)
            + (entry.related.count + entry.relatedIDs.count * 8) * 16
    }

    mutating func open() -> CallHandle {
        let handle = CallHandle(index: entries.insert(Entry()))
        handles.insert(handle)
        return handle
    }

    subscript(handle: CallHandle) -> Entry {
        _read { yield entries[handle.index] }
        _modify { yield &entries[handle.index] }
    }

    /// The one call that has this key; nil if none has, or several.
    func call(with key: Key) -> CallHandle? {
        owners[key]?.only
    }

    /// Whether several calls have this key, or had.
    func isShared(_ key: Key) -> Bool {
        owners[key].map { $0.wasShared || $0.count > 1 } ?? false
    }

    /// Notes that the call can be found by `key`. If another has it too, it stands for neither from now on.
    mutating func add(_ key: Key, to handle: CallHandle) {
        guard owners[key, default: Owners()].insert(handle) else { return }
        entries[handle.index].keys.append(key)
        guard key.isPassing else { return }
        entries[handle.index].passingKeys += 1
        if entries[handle.index].passingKeys > Self.keyCapacity { evictKeys(of: handle) }
    }

    /// The oldest of the keys that come without end make way, a quarter at once.
    private mutating func evictKeys(of handle: CallHandle) {
        var leaving = Self.keyCapacity / 4
        evictedKeys += leaving
        entries[handle.index].passingKeys -= leaving
        var kept: [Key] = []
        for key in entries[handle.index].keys {
            guard leaving > 0, key.isPassing else {
                kept.append(key)
                continue
            }
            leaving -= 1
            owners[key]?.remove(handle)
            if owners[key]?.count == 0 { owners[key] = nil }
        }
        entries[handle.index].keys = kept
    }

    /// Makes one call of two, with the first's or the second's handle.
    ///
    /// - Parameter moved: called for each path whose call changed.
    mutating func join(
        _ first: CallHandle, _ second: CallHandle, moved: (PathHandle, CallHandle) -> Void
    ) -> CallHandle {
        if first == second { return first }
        guard entries[first.index].paths.count + entries[second.index].paths.count <= Self.pathCapacity else {
            refusedJoins += min(entries[first.index].paths.count, entries[second.index].paths.count)
            return first
        }
        let firstIsLarger = entries[first.index].paths.count >= entries[second.index].paths.count
        let (kept, gone) = firstIsLarger ? (first, second) : (second, first)
        let entry = entries[gone.index]
        for path in entry.paths { moved(path, kept) }
        entries[kept.index].paths += entry.paths
        for key in entry.keys {
            add(key, to: kept)
            owners[key]?.remove(gone)
        }
        for other in entry.related {
            entries[other.index].related.remove(gone)
            relate(other, kept)
        }
        entries[kept.index].relatedIDs.formUnion(entry.relatedIDs)
        handles.remove(gone)
        entries.remove(gone.index)
        return kept
    }

    mutating func relate(_ first: CallHandle, _ second: CallHandle) {
        guard first != second, entries[first.index].related.count < Self.relatedCapacity,
            entries[second.index].related.count < Self.relatedCapacity
        else { return }
        entries[first.index].related.insert(second)
        entries[second.index].related.insert(first)
    }

    /// Forgets a call that has ended, leaving its id with those related to it.
    mutating func close(_ handle: CallHandle, id: String?) {
        let entry = entries[handle.index]
        for key in entry.keys {
            guard let place = owners.index(forKey: key) else { continue }
            owners.values[place].remove(handle)
            owners.values[place].wasShared = true
            if owners.values[place].count == 0 { owners.remove(at: place) }
        }
        for other in entry.related {
            entries[other.index].related.remove(handle)
            if let id, entries[other.index].relatedIDs.count < Self.relatedCapacity {
                entries[other.index].relatedIDs.insert(id)
            }
        }
        handles.remove(handle)
        entries.remove(handle.index)
    }
}

extension CallTable.Key {
    /// One path may bring such keys without end.
    fileprivate var isPassing: Bool {
        switch self {
        case .credentials, .agent, .relayed: true
        case .gathering, .media, .signalling: false
        }
    }
}
