import Media
import Wire

// From a datagram to the tracker that it belongs to.
extension Analyzer {
    /// Takes one message between two endpoints: a UDP datagram, a message framed in TCP, or what a TURN message carries.
    ///
    /// - Parameters:
    ///   - bytes: what was captured of it.
    ///   - length: its length on the wire.
    ///   - relay: the path, client to TURN server, that it runs in.
    mutating func receiveDatagram(
        _ bytes: Span<UInt8>, length: Int, from source: Endpoint, to destination: Endpoint, transport: IPProtocol,
        relay: PathHandle?, seen: Path.Sighting
    ) {
        switch DatagramKind(of: bytes, length: length) {
        case .rtp:
            receiveRTP(
                bytes, length: length, from: source, to: destination, transport: transport, relay: relay, seen: seen)
        case .rtcp, .stun, .classicSTUN, .channelData, .dtls, .other: break
        }
    }

    private mutating func receiveRTP(
        _ bytes: Span<UInt8>, length: Int, from source: Endpoint, to destination: Endpoint, transport: IPProtocol,
        relay: PathHandle?, seen: Path.Sighting
    ) {
        guard let header = RTPHeader(parsing: bytes, datagramLength: length) else {
            health.count(WireError(bytes.count < length ? .truncatedCapture : .malformed, .rtp), frame: seen.frame)
            return
        }
        // The last bytes captured: of SRTP the authentication tag, which no two packets share.
        let arrival = RTPArrival(
            header: header, length: length, fingerprint: bytes.uint32(at: bytes.count - 4), origin: packet.origin,
            time: seen.time, frame: seen.frame)
        let (key, isForward) = PathKey.make(
            source: source, destination: destination, transport: transport, relay: relay)
        guard let handle = paths.find(key) else {
            probe(arrival, ssrc: header.ssrc, key: key, isForward: isForward, path: nil)
            return
        }
        let recent = paths[handle][isForward: isForward]
        var stream = recent.recentSSRC == header.ssrc ? recent.recentStream : -1
        if stream < 0 {
            guard let found = streams.find(handle, isForward: isForward, ssrc: header.ssrc) else {
                probe(arrival, ssrc: header.ssrc, key: key, isForward: isForward, path: handle)
                return
            }
            stream = found
            paths[handle][isForward: isForward].recentSSRC = header.ssrc
            paths[handle][isForward: isForward].recentStream = found
        }
        streams[stream].tracker.observe(arrival)
        paths[handle][isForward: isForward].rtp.add(length, at: seen)
        paths[handle].last = seen
    }

    /// Takes a packet that looks like RTP but is of no known stream.
    private mutating func probe(
        _ arrival: RTPArrival, ssrc: SSRC, key: PathKey, isForward: Bool, path: PathHandle?
    ) {
        let hash = key.hash(seed: options.hashSeed)
        let hasContext = path.map { paths[$0].hasContext } ?? false
        guard
            let candidate = probation.receive(
                arrival, ssrc: ssrc, key: key, isForward: isForward, hash: hash, hasContext: hasContext)
        else { return }
        let seen = Path.Sighting(time: arrival.time, frame: arrival.frame)
        let handle = path ?? openPath(key, seen: seen)
        open(candidate, on: handle)
        if !hasContext { paths[handle].hasContext = true }
        for other in probation.takeStreams(on: key, hash: hash) { open(other, on: handle) }
    }

    /// Makes a stream of packets that proved to be one.
    private mutating func open(_ candidate: RTPProbation.Candidate, on path: PathHandle) {
        guard let first = candidate.packets.first else { return }
        let tracker = StreamTracker(
            first: first, ssrc: candidate.ssrc, clock: knownClock(of: first.payloadType))
        let handle = streams.insert(PathStream(path: path, isForward: candidate.isForward, tracker: tracker))
        paths[path].streams.append(handle)
        for packet in candidate.packets {
            streams[handle].tracker.observe(packet)
            let seen = Path.Sighting(time: packet.time, frame: packet.frame)
            paths[path][isForward: candidate.isForward].rtp.add(Int(packet.length), at: seen)
            if packet.time < paths[path].first.time { paths[path].first = seen }
            if packet.time > paths[path].last.time { paths[path].last = seen }
        }
    }

    private func knownClock(of type: PayloadType) -> StreamClock? {
        if let rate = options.clockRates[type] { return StreamClock(rate: rate, source: .operator) }
        if let known = StaticPayloadType(type) { return StreamClock(rate: known.clockRate, source: .static) }
        return nil
    }

    mutating func openPath(_ key: PathKey, seen: Path.Sighting) -> PathHandle {
        let call = calls.open()
        let handle = paths.insert(Path(key: key, call: call, first: seen, last: seen))
        calls[call].paths.append(handle)
        return handle
    }
}
