import Wire

/// All paths that carry something of interest, found by their key.
struct PathTable {
    private var index = HandleIndex(minimumCapacity: 1024)
    private var paths: [Path] = []
    private var free: [Int32] = []
    private let seed: UInt64

    /// Paths kept at most: beyond it no new ones are opened, and what they carry is counted as not tracked.
    static var capacity: Int { 1 << 17 }

    init(seed: UInt64) { self.seed = seed }

    var count: Int { index.count }
    /// Paths in use, those that are no longer found by their key too.
    private var used: Int { paths.count - free.count }
    var isFull: Bool { used >= Self.capacity }
    /// One frame may open several paths: room is made a little earlier.
    var isNearlyFull: Bool { used >= Self.capacity - 256 }

    @inline(__always)
    func find(_ key: PathKey) -> PathHandle? {
        index.find(key.hash(seed: seed)) { paths[Int($0)].key == key }.map(PathHandle.init(index:))
    }

    mutating func insert(_ path: Path) -> PathHandle {
        let handle: Int32
        if let reused = free.popLast() {
            handle = reused
            paths[Int(handle)] = path
        } else {
            handle = Int32(paths.count)
            paths.append(path)
        }
        index.insert(path.key.hash(seed: seed), handle: handle)
        return PathHandle(index: handle)
    }

    /// Forgets the path and gives it up for good.
    mutating func remove(_ handle: PathHandle) {
        unlist(handle)
        paths[Int(handle.index)] = .vacant
        free.append(handle.index)
    }

    /// The path can no longer be found by its key, but stays: a new one may take its place.
    mutating func unlist(_ handle: PathHandle) {
        guard paths[Int(handle.index)].isListed else { return }
        paths[Int(handle.index)].isListed = false
        index.remove(paths[Int(handle.index)].key.hash(seed: seed), handle: handle.index)
    }

    subscript(handle: PathHandle) -> Path {
        @inline(__always) get { paths[Int(handle.index)] }
        @inline(__always) _modify { yield &paths[Int(handle.index)] }
    }
}
