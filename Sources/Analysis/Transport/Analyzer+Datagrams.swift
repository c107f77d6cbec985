import ICE
import Media
import Wire

/// One message between two endpoints: a UDP datagram, a message framed in TCP, or what a TURN message carries.
struct Datagram: BitwiseCopyable {
    var source: Endpoint
    var destination: Endpoint
    var transport: IPProtocol
    /// The path, client to TURN server, that it runs in.
    var relay: PathHandle?
    /// Its length on the wire; the capture may have less.
    var length: Int
    /// Where in the capture it was seen (`NetworkPacket.origin`).
    var origin: UInt32
    var moment: Moment

    /// What a frame's headers say; a TCP segment's messages get their own length.
    init(_ packet: NetworkPacket, at moment: Moment) {
        source = packet.source
        destination = packet.destination
        transport = packet.transport
        length = packet.payloadLength
        origin = packet.origin
        self.moment = moment
    }
}

// From a datagram to the tracker that it belongs to.
extension Analyzer {
    mutating func receive(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        switch DatagramKind(of: bytes, length: datagram.length) {
        case .rtp: receiveRTP(datagram, bytes)
        case .stun, .classicSTUN: receiveSTUN(datagram, bytes)
        case .dtls: receiveDTLS(datagram, bytes)
        case .rtcp: receiveRTCP(datagram, bytes)
        case .channelData: receiveChannelData(datagram, bytes)
        case .other: receiveSIP(datagram, bytes)
        }
    }

    // MARK: RTP

    private mutating func receiveRTP(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        guard let header = RTPHeader(parsing: bytes, datagramLength: datagram.length) else {
            health.count(
                WireError(bytes.count < datagram.length ? .truncatedCapture : .malformed, .rtp),
                frame: datagram.moment.frame)
            return
        }
        let marks = NetworkMarks(timeToLive: packet.timeToLive, trafficClass: packet.trafficClass)
        let arrival = RTPArrival(
            header, in: bytes, length: datagram.length, origin: datagram.origin, marks: marks,
            time: datagram.moment.time, frame: datagram.moment.frame)
        let flow = StreamFlow(
            source: datagram.source, destination: datagram.destination, transport: datagram.transport,
            relay: datagram.relay, ssrc: header.ssrc)
        if let stream = streams.find(flow) {
            observe(arrival, of: stream)
        } else {
            let (key, isForward) = PathKey.make(datagram)
            probe(arrival, ssrc: header.ssrc, key: key, isForward: isForward, path: paths.find(key))
        }
    }

    /// - Parameter headers: of the frame, if it is a plain one.
    mutating func observe(_ arrival: RTPArrival, headers: StreamHeaders? = nil, of stream: Int32) {
        let isKept = streams.observe(arrival, headers: headers, of: stream)
        if arrivals != nil, isKept { arrivals?.add(arrival, to: stream) }
    }

    /// Takes a packet that looks like RTP but is of no known stream.
    private mutating func probe(
        _ arrival: RTPArrival, ssrc: SSRC, key: PathKey, isForward: Bool, path: PathHandle?
    ) {
        let hash = key.hash(seed: options.hashSeed)
        let hasContext = path.map { paths[$0].hasContext } ?? false
        guard
            let candidate = probation.receive(
                arrival, ssrc: ssrc, key: key, isForward: isForward, hash: hash, hasContext: hasContext),
            let handle = path.map({ renew($0, at: Moment(arrival.time, frame: arrival.frame)) })
                ?? openPath(key, at: Moment(arrival.time, frame: arrival.frame))
        else { return }
        open(candidate, on: handle)
        giveContext(handle)
    }

    /// Makes a stream of packets that proved to be one.
    private mutating func open(_ candidate: RTPProbation.Candidate, on path: PathHandle) {
        guard let first = candidate.packets.first, makeRoomForStream(on: path) else { return }
        budget.grow(by: 2 * MemoryLayout<PathStream>.stride + StateBudget.perMessage)
        joinBySignalling(path)
        let tracker = StreamTracker(
            first: first, ssrc: candidate.ssrc,
            clock: knownClock(of: first, ssrc: candidate.ssrc, on: path, isForward: candidate.isForward))
        let flow = StreamFlow(paths[path].key, isForward: candidate.isForward, ssrc: candidate.ssrc)
        let handle = streams.insert(
            PathStream(flow: flow, path: path, isForward: candidate.isForward, tracker: tracker))
        paths[path].streams.append(handle)
        paths[path].first = min(paths[path].first, Moment(first.time, frame: first.frame))
        for packet in candidate.packets where streams[handle].tracker.observe(packet) {
            arrivals?.add(packet, to: handle)
        }
        noteHeader(on: path, isForward: candidate.isForward)
        leadToPeer(path)
        joinBySSRC(handle)
    }

    private func knownClock(of packet: RTPArrival, ssrc: SSRC, on path: PathHandle, isForward: Bool) -> StreamClock? {
        let type = packet.payloadType
        if let rate = options.clockRates[type] { return StreamClock(rate: rate, source: .operator) }
        if let rate = signalledClockRate(of: type, ssrc: ssrc, on: path, isForward: isForward) {
            return StreamClock(rate: rate, source: .sdp)
        }
        if let known = StaticPayloadType(type) { return StreamClock(rate: known.clockRate, source: .static) }
        return nil
    }

    /// The path carries STUN, DTLS or a stream: what waited for that becomes streams too.
    private mutating func giveContext(_ path: PathHandle) {
        guard !paths[path].hasContext else { return }
        paths[path].hasContext = true
        let key = paths[path].key
        for candidate in probation.takeStreams(on: key, hash: key.hash(seed: options.hashSeed)) {
            open(candidate, on: path)
        }
    }

    // MARK: STUN

    private mutating func receiveSTUN(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        let message: STUNMessage
        do throws(WireError) {
            message = try STUNMessage(parsing: bytes, wireLength: datagram.length)
        } catch {
            health.count(error, frame: datagram.moment.frame)
            return
        }
        let (key, isForward) = PathKey.make(datagram)
        guard var path = paths.find(key) ?? openPath(key, at: datagram.moment) else { return }
        let credentials = CheckCredentials(of: message, in: bytes)
        if let credentials { path = renew(path, for: credentials, at: datagram.moment) }
        guard accept(datagram, bytes, on: path, isForward: isForward) else { return }
        paths[path][isForward: isForward].stun.add(datagram.length, at: datagram.moment)
        giveContext(path)
        if let credentials { joinByChecks(credentials, on: path, datagram: datagram) }
        budget.grow(by: StateBudget.perMessage)
        let tracker = checkTracker(of: path)
        checks[tracker].observe(message, in: bytes, from: isForward ? .lower : .upper, at: datagram.moment)
        joinByServer(message, on: path, isForward: isForward)
        if message.messageClass == .indication, message.method == .send || message.method == .data {
            receiveIndication(message, bytes, on: path, isForward: isForward, datagram)
        }
        receiveEmbeddedDTLS(message, bytes, on: path, isForward: isForward, datagram)
    }

    /// DTLS in STUN attributes: Binding requests and responses may carry the first flights.
    private mutating func receiveEmbeddedDTLS(
        _ message: STUNMessage, _ bytes: Span<UInt8>, on path: PathHandle, isForward: Bool, _ datagram: Datagram
    ) {
        guard message.method == .binding else { return }
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes) {
            guard attribute.type == .dtlsInSTUN, !attribute.value.isEmpty else { continue }
            let embedded = bytes.extracting(attribute.value)
            guard DatagramKind(of: embedded, length: embedded.count) == .dtls else { continue }
            handshakes[handshakeTracker(of: path)].observe(
                embedded, originalLength: embedded.count, isForward: isForward, time: datagram.moment.time,
                frame: datagram.moment.frame, isInSTUN: true)
            leadToPeer(path)
        }
    }

    // MARK: DTLS

    private mutating func receiveDTLS(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        let (key, isForward) = PathKey.make(datagram)
        // A unified header (RFC 9147 4) is one byte of evidence: it needs a path that is known.
        guard let path = paths.find(key) ?? (bytes[0] < 32 ? openPath(key, at: datagram.moment) : nil),
            bytes[0] < 32 || paths[path].hasContext,
            accept(datagram, bytes, on: path, isForward: isForward)
        else { return }
        paths[path][isForward: isForward].dtls.add(datagram.length, at: datagram.moment)
        keep(datagram, on: path, isForward: isForward)
        // A record has 13 bytes at least (RFC 9147 4).
        budget.grow(by: bytes.count + (1 + bytes.count / 13) * StateBudget.perRecord)
        let tracker = handshakeTracker(of: path)
        let error = handshakes[tracker].observe(
            bytes, originalLength: datagram.length, isForward: isForward, time: datagram.moment.time,
            frame: datagram.moment.frame)
        if let error {
            health.count(error, frame: datagram.moment.frame)
            if error.reason == .truncatedCapture { paths[path].hasCutHandshake = true }
        }
        giveContext(path)
        joinByAnswer(bytes, on: path, datagram: datagram)
        leadToPeer(path)
    }

    // MARK: Paths

    /// Keeps what is neither RTP nor STUN, if a comparison will want it.
    mutating func keep(_ datagram: Datagram, on path: PathHandle, isForward: Bool) {
        arrivals?.add(
            DatagramArrival(
                time: datagram.moment.time, frame: datagram.moment.frame, length: Int32(clamping: datagram.length),
                isSent: isForward), to: path)
    }

    /// Notes that the path was used; false for a datagram that the capture has already seen elsewhere.
    mutating func accept(
        _ datagram: Datagram, _ bytes: Span<UInt8>, on path: PathHandle, isForward: Bool
    ) -> Bool {
        health.noteOrigin(
            datagram.origin, CaptureDoubles.Place(interface: interface, timeToLive: packet.timeToLive))
        if let first = paths[path].recentDatagrams.originSeenBefore(
            bytes, length: datagram.length, isForward: isForward, origin: datagram.origin)
        {
            health.countDouble(first, datagram.origin, frame: datagram.moment.frame)
            return false
        }
        paths[path].last = clock.latest(paths[path].last, datagram.moment)
        noteHeader(on: path, isForward: isForward)
        return true
    }

    private mutating func noteHeader(on path: PathHandle, isForward: Bool) {
        guard paths[path][isForward: isForward].timeToLive == nil else { return }
        paths[path][isForward: isForward].timeToLive = packet.timeToLive
    }

    /// - Returns: nil if there are too many already.
    mutating func openPath(_ key: PathKey, at moment: Moment) -> PathHandle? {
        if paths.isNearlyFull { wantsRoom = true }
        guard !paths.isFull else {
            health.limits[.paths] += 1
            return nil
        }
        budget.grow(by: StateBudget.perPath)
        if let outer = key.relay, calls[paths[outer].call].paths.count >= CallTable.pathCapacity {
            health.limits[.pathsOfCall] += 1
            return nil
        }
        let call = calls.open()
        let handle = paths.insert(Path(key: key, call: call, at: moment))
        calls[call].paths.append(handle)
        joinByAddress(handle)
        return handle
    }

    private mutating func checkTracker(of path: PathHandle) -> Int32 {
        if let tracker = paths[path].checks { return tracker }
        let tracker = checks.insert(PairTracker())
        paths[path].checks = tracker
        return tracker
    }

    private mutating func handshakeTracker(of path: PathHandle) -> Int32 {
        if let tracker = paths[path].handshake { return tracker }
        let tracker = handshakes.insert(DTLSAssociationTracker())
        paths[path].handshake = tracker
        return tracker
    }
}

extension PathKey {
    @inline(__always)
    static func make(_ datagram: Datagram) -> (key: PathKey, isForward: Bool) {
        make(
            source: datagram.source, destination: datagram.destination, transport: datagram.transport,
            relay: datagram.relay)
    }
}
