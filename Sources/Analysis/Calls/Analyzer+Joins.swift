import ICE
import Media
import Wire

// Which paths belong to one call: by ICE credentials, by the TURN allocation, by a client's port that also gathers,
// and last by SSRC.
extension Analyzer {
    @discardableResult
    mutating func join(_ first: CallHandle, _ second: CallHandle) -> CallHandle {
        var moves: [(PathHandle, CallHandle)] = []
        let joined = calls.join(first, second) { moves.append(($0, $1)) }
        for (path, call) in moves { paths[path].call = call }
        return joined
    }

    /// The path that a check belongs to: a new one if the call before it on these addresses was closed, as nothing of that
    /// call comes any more.
    mutating func renew(_ path: PathHandle, for check: CheckCredentials, at moment: Moment) -> PathHandle {
        guard paths[path].recentSession != check.sessionKey,
            calls.call(with: .credentials(check.sessionKey)) == nil, hasEnded(path)
        else { return path }
        let key = paths[path].key
        unlist(path)
        return openPath(key, at: moment) ?? path
    }

    /// Its endpoints are another path's from now on.
    private mutating func unlist(_ path: PathHandle) {
        for stream in paths[path].streams { streams.unlist(stream) }
        paths.unlist(path)
    }

    /// The path that a new stream belongs to: a new one if all streams of the call before it on these addresses said
    /// goodbye, or the signalling ended that call and names these addresses for another.
    mutating func renew(_ path: PathHandle, at moment: Moment) -> PathHandle {
        guard paths[path].recentSession == nil else { return path }
        let before = calls[paths[path].call].paths.flatMap { paths[$0].streams }
        guard !before.isEmpty,
            before.allSatisfy({ streams[$0].hasLeft }) || isSignalledAnew(path, at: moment)
        else { return path }
        let key = paths[path].key
        unlist(path)
        return openPath(key, at: moment) ?? path
    }

    /// A connectivity check joins all paths with the same pair of credentials.
    mutating func joinByChecks(_ check: CheckCredentials, on path: PathHandle, datagram: Datagram) {
        let session = check.sessionKey
        guard paths[path].recentSession != session else { return }
        paths[path].recentSession = session
        // An ICE restart renews the credentials one side after the other: old addresses answer with mixed pairs.
        let keys: [CallTable.Key] = [
            .credentials(session), .agent(check.senderKey, datagram.source),
            .agent(check.receiverKey, datagram.destination),
        ]
        for key in keys {
            if let other = calls.call(with: key) {
                join(paths[path].call, other)
            } else {
                calls.add(key, to: paths[path].call)
            }
        }
        leadToPeer(path)
        joinBySignalledFragments(check, on: path)
    }

    /// Whether the call on this path was closed in order.
    private func hasEnded(_ path: PathHandle) -> Bool {
        guard paths[path].recentSession != nil, let tracker = paths[path].handshake else { return false }
        return handshakes[tracker].associations().last?.change(to: .closed) != nil
    }

    /// A client that asks a STUN or TURN server belongs to the call that uses its port; a relayed address to the call
    /// of its allocation.
    mutating func joinByServer(_ message: STUNMessage, on path: PathHandle, isForward: Bool) {
        switch (message.messageClass, message.method) {
        case (.request, .binding):
            if paths[path].recentSession == nil, !paths[path].leadsToPeer { gather(path, clientIsForward: isForward) }
        case (.request, .allocate), (.request, .refresh), (.request, .createPermission), (.request, .channelBind),
            (.indication, .send):
            paths[path].clientIsLower = isForward
            gather(path, clientIsForward: isForward)
        case (.success, .allocate):
            paths[path].clientIsLower = !isForward
            gather(path, clientIsForward: !isForward)
            guard let tracker = paths[path].checks, let relayed = checks[tracker].relayed else { return }
            if let other = calls.call(with: .relayed(relayed)) {
                join(paths[path].call, other)
            } else {
                calls.add(.relayed(relayed), to: paths[path].call)
            }
        case (.indication, .data):
            paths[path].clientIsLower = !isForward
        default: break
        }
    }

    private mutating func gather(_ path: PathHandle, clientIsForward: Bool) {
        guard !paths[path].isGathering else { return }
        paths[path].isGathering = true
        let client = paths[path].source(isForward: clientIsForward)
        if let other = calls.call(with: .gathering(client)) { join(paths[path].call, other) }
        if let other = calls.call(with: .media(client)) { join(paths[path].call, other) }
        calls.add(.gathering(client), to: paths[path].call)
    }

    /// A relayed path belongs to the allocation it runs in, seen from either side of the relay.
    mutating func joinByAddress(_ path: PathHandle) {
        let key = paths[path].key
        if let outer = key.relay { join(paths[path].call, paths[outer].call) }
        for endpoint in [key.lower, key.upper] {
            if let other = calls.call(with: .relayed(endpoint)) { join(paths[path].call, other) }
        }
    }

    /// The path leads to a peer: whatever gathers from one of its ports belongs to it.
    mutating func leadToPeer(_ path: PathHandle) {
        guard !paths[path].leadsToPeer else { return }
        paths[path].leadsToPeer = true
        let key = paths[path].key
        for endpoint in [key.lower, key.upper] {
            if let other = calls.call(with: .gathering(endpoint)), calls.call(with: .media(endpoint)) == nil {
                join(paths[path].call, other)
            }
            calls.add(.media(endpoint), to: paths[path].call)
        }
    }

    /// A server's first flight on a path that nothing else is known of answers the hello that its receiver sent elsewhere: a
    /// server with several interfaces, or asymmetric routing.
    mutating func joinByAnswer(_ bytes: Span<UInt8>, on path: PathHandle, datagram: Datagram) {
        guard !paths[path].leadsToPeer, paths[path].recentSession == nil,
            // A handshake record (RFC 6347 4.1) with a ServerHello or HelloVerifyRequest (4.2.2).
            bytes.count > DTLSRecordHeader.byteCount, bytes[0] == 22,
            [2, 3].contains(bytes[DTLSRecordHeader.byteCount]),
            let other = calls.call(with: .media(datagram.destination)), other != paths[path].call,
            calls[other].paths.contains(where: { paths[$0].handshake != nil })
        else { return }
        join(paths[path].call, other)
    }

    /// The latest streams of an SSRC that a new one is compared with: a flood of them must not cost the square.
    private static var streamsComparedPerSSRC: Int { 64 }
    /// Two legs of one conversation carry a stream at the same time; a bridge holds it for so long at most, in ns.
    private static var maxLegDelay: Int64 { 2_000_000_000 }

    /// A stream that moved: its SSRC goes on elsewhere. Weak evidence, so it must fit in more than that.
    mutating func joinBySSRC(_ handle: Int32) {
        let stream = streams[handle]
        let ssrc = stream.tracker.ssrc
        for other in streamsBySSRC[ssrc, default: []] {
            let earlier = streams[other]
            let (call, otherCall) = (paths[stream.path].call, paths[earlier.path].call)
            if call == otherCall { continue }
            let bothHaveCredentials = calls[call].hasCredentials && calls[otherCall].hasCredentials
            if !bothHaveCredentials || haveSameEnds(earlier, stream), goesOn(from: earlier, to: stream) {
                join(call, otherCall)
            } else if stream.tracker.first.time.nanoseconds(since: earlier.tracker.last.time) < Self.maxLegDelay {
                calls.relate(call, otherCall)
            }
        }
        streamsBySSRC[ssrc, default: []].append(handle)
        if streamsBySSRC[ssrc, default: []].count > Self.streamsComparedPerSSRC { streamsBySSRC[ssrc]?.removeFirst() }
    }

    /// Whether two streams come from one host to one port: after an ICE restart that port has seen both. (A server's port
    /// sends one SSRC to many.)
    private func haveSameEnds(_ one: PathStream, _ other: PathStream) -> Bool {
        let (onePath, otherPath) = (paths[one.path], paths[other.path])
        return onePath.destination(isForward: one.isForward) == otherPath.destination(isForward: other.isForward)
            && onePath.source(isForward: one.isForward).address == otherPath.source(isForward: other.isForward).address
    }

    /// Whether one stream continues another, or carries its very bytes (a relay's other leg).
    private func goesOn(from earlier: PathStream, to later: PathStream) -> Bool {
        if earlier.tracker.recent.sharesPacket(with: later.tracker.recent) { return true }
        let (last, first) = (earlier.tracker.last, later.tracker.first)
        // Packets still under way on the old path when the new one begins; more would be two legs at once.
        guard first.time.nanoseconds(since: last.time) > -200_000_000 else { return false }
        let pause = Double(max(0, first.time.nanoseconds(since: last.time))) / 1e9
        let step = Int(Int16(bitPattern: first.sequenceNumber &- last.sequenceNumber))
        // Consent expires after 30 s (RFC 7675 5.1): what goes on later was set up anew.
        // Another leg of the conversation carries the same numbers again; a stream that moved sends each once.
        guard pause < 30, step > 0, step < SequenceTracker.maxDropout else { return false }
        // The timestamps went on with the clock meanwhile.
        let ticks = Double(Int32(bitPattern: first.timestamp &- last.timestamp))
        let rates = earlier.tracker.clock.map { [$0.rate.rawValue] } ?? ClockRateInference.candidates
        return rates.contains { abs(ticks / Double($0) - pause) <= max(0.25, pause * 0.1) }
    }
}
