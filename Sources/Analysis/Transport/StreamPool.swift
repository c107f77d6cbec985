import Media
import Wire

/// All RTP streams in progress, found by path, direction and SSRC.
struct StreamPool {
    private var index = HandleIndex(minimumCapacity: 1024)
    private var streams: [PathStream] = []
    private var free: [Int32] = []
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    private func hash(_ path: PathHandle, _ isForward: Bool, _ ssrc: SSRC) -> UInt64 {
        let place = UInt64(UInt32(bitPattern: path.index)) << 33 | UInt64(ssrc.rawValue) << 1 | (isForward ? 1 : 0)
        let product = (place ^ seed).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }

    func find(_ path: PathHandle, isForward: Bool, ssrc: SSRC) -> Int32? {
        index.find(hash(path, isForward, ssrc)) {
            let stream = streams[Int($0)]
            return stream.tracker.ssrc == ssrc && stream.path == path && stream.isForward == isForward
        }
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
        index.insert(hash(stream.path, stream.isForward, stream.tracker.ssrc), handle: handle)
        return handle
    }

    mutating func remove(_ handle: Int32) -> PathStream {
        let stream = streams[Int(handle)]
        index.remove(hash(stream.path, stream.isForward, stream.tracker.ssrc), handle: handle)
        streams[Int(handle)].tracker = StreamTracker(first: stream.tracker.first, ssrc: stream.tracker.ssrc, clock: nil)
        free.append(handle)
        return stream
    }

    subscript(handle: Int32) -> PathStream {
        @inline(__always) get { streams[Int(handle)] }
        @inline(__always) _modify { yield &streams[Int(handle)] }
    }
}
