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
    }

    struct Entry {
        var paths: [PathHandle] = []
        var keys: [Key] = []
        /// Calls that carry a stream of the same SSRC in other bytes: other legs of the conversation.
        var related: Set<CallHandle> = []
        /// Ids of such calls that have ended already.
        var relatedIDs: Set<String> = []

        var hasCredentials: Bool {
            keys.contains { if case .credentials = $0 { true } else { false } }
        }
    }

    private enum Owner {
        case one(CallHandle)
        /// Several calls use the address, as on a media server's port: it joins nothing.
        case several(Int)
    }

    private var entries = Pool(vacant: Entry())
    private(set) var handles: Set<CallHandle> = []
    private var owners: [Key: Owner] = [:]

    mutating func open() -> CallHandle {
        let handle = CallHandle(index: entries.insert(Entry()))
        handles.insert(handle)
        return handle
    }

    subscript(handle: CallHandle) -> Entry {
        get { entries[handle.index] }
        _modify { yield &entries[handle.index] }
    }

    /// The one call that has this key; nil if none has, or several.
    func call(with key: Key) -> CallHandle? {
        if case .one(let handle) = owners[key] { handle } else { nil }
    }

    /// Whether several calls have this key, or had until lately.
    func isShared(_ key: Key) -> Bool {
        if case .several = owners[key] { true } else { false }
    }

    /// Notes that the call can be found by `key`. If another has it too, it stands for neither from now on.
    mutating func add(_ key: Key, to handle: CallHandle) {
        switch owners[key] {
        case nil:
            owners[key] = .one(handle)
        case .one(let owner):
            if owner == handle { return }
            owners[key] = .several(2)
        case .several(let count):
            if entries[handle.index].keys.contains(key) { return }
            owners[key] = .several(count + 1)
        }
        entries[handle.index].keys.append(key)
    }

    /// Makes one call of two, with the first's or the second's handle.
    ///
    /// - Parameter moved: called for each path whose call changed.
    mutating func join(
        _ first: CallHandle, _ second: CallHandle, moved: (PathHandle, CallHandle) -> Void
    ) -> CallHandle {
        if first == second { return first }
        let firstIsLarger = entries[first.index].paths.count >= entries[second.index].paths.count
        let (kept, gone) = firstIsLarger ? (first, second) : (second, first)
        let entry = entries[gone.index]
        for path in entry.paths { moved(path, kept) }
        entries[kept.index].paths += entry.paths
        release(entry.keys, of: gone)
        for key in entry.keys { add(key, to: kept) }
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
        guard first != second else { return }
        entries[first.index].related.insert(second)
        entries[second.index].related.insert(first)
    }

    /// Forgets a call that has ended, leaving its id with those related to it.
    mutating func close(_ handle: CallHandle, id: String?) {
        let entry = entries[handle.index]
        release(entry.keys, of: handle)
        for other in entry.related {
            entries[other.index].related.remove(handle)
            if let id { entries[other.index].relatedIDs.insert(id) }
        }
        handles.remove(handle)
        entries.remove(handle.index)
    }

    private mutating func release(_ keys: [Key], of handle: CallHandle) {
        for key in keys {
            switch owners[key] {
            case .several(let count) where count > 1: owners[key] = .several(count - 1)
            default: owners[key] = nil
            }
        }
    }
}
