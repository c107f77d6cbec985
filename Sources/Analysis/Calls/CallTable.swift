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

        var hasCredentials: Bool {
            keys.contains { if case .credentials = $0 { true } else { false } }
        }
    }

    /// The calls that have a key. Several may, as on a media server's port: then it joins nothing.
    private struct Owners {
        var calls: Set<CallHandle>
        /// Others had it too, and have ended.
        var wasShared = false
    }

    private var entries = Pool(vacant: Entry())
    private(set) var handles: Set<CallHandle> = []
    private var owners: [Key: Owners] = [:]

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
        guard let owners = owners[key], owners.calls.count == 1 else { return nil }
        return owners.calls.first
    }

    /// Whether several calls have this key, or had.
    func isShared(_ key: Key) -> Bool {
        owners[key].map { $0.wasShared || $0.calls.count > 1 } ?? false
    }

    /// Notes that the call can be found by `key`. If another has it too, it stands for neither from now on.
    mutating func add(_ key: Key, to handle: CallHandle) {
        let (isNew, _) = owners[key, default: Owners(calls: [])].calls.insert(handle)
        if isNew { entries[handle.index].keys.append(key) }
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
        for key in entry.keys {
            add(key, to: kept)
            owners[key]?.calls.remove(gone)
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
        guard first != second else { return }
        entries[first.index].related.insert(second)
        entries[second.index].related.insert(first)
    }

    /// Forgets a call that has ended, leaving its id with those related to it.
    mutating func close(_ handle: CallHandle, id: String?) {
        let entry = entries[handle.index]
        for key in entry.keys {
            owners[key]?.calls.remove(handle)
            owners[key]?.wasShared = true
            if owners[key]?.calls.isEmpty == true { owners[key] = nil }
        }
        for other in entry.related {
            entries[other.index].related.remove(handle)
            if let id { entries[other.index].relatedIDs.insert(id) }
        }
        handles.remove(handle)
        entries.remove(handle.index)
    }
}
