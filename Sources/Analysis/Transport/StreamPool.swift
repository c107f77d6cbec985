import Media
import Wire

/// All RTP streams in progress, found by their flow.
struct StreamPool: ~Copyable {
    private var index = HandleIndex(minimumCapacity: 1024)
    private var streams = PagedStore<PathStream>()
    private var free: [Int32] = []
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    @inline(__always)
    func find(_ flow: StreamFlow) -> Int32? {
        index.find(flow.hash(seed: seed)) { streams[Int($0)].flow == flow }
    }

    mutating func insert(_ stream: PathStream) -> Int32 {
        let handle: Int32
        if let reused = free.popLast() {
            handle = reused
            streams[Int(handle)] = stream
        } else {
            handle = Int32(streams.count)
            streams.append(stream)
        }
        index.insert(stream.flow.hash(seed: seed), handle: handle)
        return handle
    }

    /// The stream is no longer found: another may take its flow.
    mutating func unlist(_ handle: Int32) {
        index.remove(streams[Int(handle)].flow.hash(seed: seed), handle: handle)
    }

    /// Forgets the stream.
    ///
    /// - Returns: its SSRC.
    mutating func remove(_ handle: Int32) -> SSRC {
        unlist(handle)
        let (first, ssrc) = (streams[Int(handle)].tracker.first, streams[Int(handle)].tracker.ssrc)
        // So that what the tracker has on the heap is given back.
        streams[Int(handle)].tracker = StreamTracker(first: first, ssrc: ssrc, clock: nil)
        free.append(handle)
        return ssrc
    }

    subscript(handle: Int32) -> PathStream {
        @inline(__always) _read { yield streams[Int(handle)] }
        @inline(__always) _modify { yield &streams[Int(handle)] }
    }
}
