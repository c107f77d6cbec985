import Media
import Wire

/// All RTP streams in progress, found by their flow.
///
/// Steady packets wait in a stream's head, until there is another one or somebody looks at the stream: every access settles
/// them first, so that nobody else knows of it.
struct StreamPool: ~Copyable {
    private var index = HandleIndex(minimumCapacity: 1024)
    private var heads = PagedStore<StreamHead>()
    private var streams = PagedStore<PathStream>()
    private var free: [Int32] = []
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    @inline(__always)
    func find(_ flow: StreamFlow) -> Int32? {
        index.find(flow.hash(seed: seed)) { streams[Int($0)].flow == flow }
    }

    /// What a stream takes besides what its tracker has on the heap.
    static var bytesPerStream: Int { MemoryLayout<StreamHead>.stride + MemoryLayout<PathStream>.stride }

    mutating func insert(_ stream: PathStream) -> Int32 {
        let handle: Int32
        if let reused = free.popLast() {
            handle = reused
            streams[Int(handle)] = stream
        } else {
            handle = Int32(streams.count)
            streams.append(stream)
            heads.append(StreamHead())
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
        heads[Int(handle)] = StreamHead()
        let (first, ssrc) = (streams[Int(handle)].tracker.first, streams[Int(handle)].tracker.ssrc)
        // So that what the tracker has on the heap is given back.
        streams[Int(handle)].tracker = StreamTracker(first: first, ssrc: ssrc, clock: nil)
        free.append(handle)
        return ssrc
    }

    subscript(handle: Int32) -> PathStream {
        _read {
            settle(handle)
            yield streams[Int(handle)]
        }
        _modify {
            settle(handle)
            heads[Int(handle)].run = .none
            yield &streams[Int(handle)]
        }
    }

    @inline(__always)
    private func settle(_ handle: Int32) {
        if !heads[Int(handle)].run.isSettled { streams[Int(handle)].tracker.settle(&heads[Int(handle)].run) }
    }
}

// MARK: - Packets

extension StreamPool {
    /// Takes the stream's next packet, whatever it is.
    ///
    /// - Parameter headers: of the frame, if it is a plain one.
    /// - Returns: false if the capture has already seen this very packet elsewhere.
    mutating func observe(_ packet: RTPArrival, headers: StreamHeaders?, of handle: Int32) -> Bool {
        settle(handle)
        guard streams[Int(handle)].tracker.observe(packet) else { return false }
        guard let headers else {
            heads[Int(handle)].run = .none
            return true
        }
        heads[Int(handle)].headers = headers
        streams[Int(handle)].tracker.begin(&heads[Int(handle)].run)
        return true
    }

    /// Takes the packet in an Ethernet frame over IPv4, if it is but the next of its stream.
    ///
    /// - Parameter bytes: `StreamHeaders.lengthOverIPv4` at least.
    /// - Returns: false, and nothing is done, if it is anything else.
    @inline(__always)
    func observeSteadyOverIPv4(_ frame: SteadyFrame, _ bytes: Span<UInt8>) -> Bool {
        let headers = StreamHeaders(ipv4: bytes, interface: frame.interface)
        let hash = StreamFlow.hash(
            addresses: headers.addressesOverIPv4, portsAndSSRC: headers.portsAndSSRCOverIPv4, seed: seed)
        guard let handle = index.findLikely(hash) else { return false }
        return heads[Int(handle)].observeSteadyOverIPv4(headers, frame, bytes) { run, datagram in
            observeOther(frame, bytes, datagram, of: handle, in: &run)
        }
    }

    /// The same over IPv6.
    ///
    /// - Parameter bytes: `StreamHeaders.lengthOverIPv6` at least.
    @inline(__always)
    func observeSteadyOverIPv6(_ frame: SteadyFrame, _ bytes: Span<UInt8>) -> Bool {
        let headers = StreamHeaders(ipv6: bytes, interface: frame.interface)
        let flow = StreamFlow(
            source: Endpoint(
                IPAddress(high: bytes.uint64(at: 22), low: bytes.uint64(at: 30)), bytes.uint16(at: 54)),
            destination: Endpoint(
                IPAddress(high: bytes.uint64(at: 38), low: bytes.uint64(at: 46)), bytes.uint16(at: 56)),
            ssrc: SSRC(rawValue: bytes.uint32(at: 70)))
        guard let handle = index.findLikely(flow.hash(seed: seed)) else { return false }
        return heads[Int(handle)].observeSteadyOverIPv6(headers, frame, bytes) { run, datagram in
            observeOther(frame, bytes, datagram, of: handle, in: &run)
        }
    }

    /// Takes a steady packet with a header extension, or with something to be remarked in its content. On its own, so that what
    /// is simpler stays small.
    @inline(never)
    private func observeOther(
        _ frame: SteadyFrame, _ bytes: Span<UInt8>, _ datagram: UDPDatagram, of handle: Int32, in run: inout SteadyRun
    ) -> Bool {
        let payload = bytes.extracting(datagram.begin..<min(datagram.begin &+ datagram.length, bytes.count))
        guard let header = RTPHeader(parsing: payload, datagramLength: datagram.length), !header.hasPadding else {
            return false
        }
        let packet = SteadyRun.Packet(
            in: bytes, from: datagram.begin, length: datagram.length, headerLength: header.length, time: frame.time,
            number: frame.number)
        let elements = RTPSingleByteElements(header, in: payload)
        return run.take(packet, elements, noting: &streams[Int(handle)].tracker)
    }
}
