import ICE
import Media
import Wire

// SIP, wherever it is seen: which paths belong to a call of the signalling, and what it says of their streams.
extension Analyzer {
    mutating func receiveSIP(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        guard SIPStartLine.evidence(in: bytes) == .complete else { return }
        let message: SIPMessage
        do throws(WireError) {
            message = try SIPMessage(parsing: bytes, wireLength: datagram.length)
        } catch {
            health.count(error, frame: datagram.moment.frame)
            return
        }
        let text = message.sessionDescription(in: bytes) ?? 0..<0
        guard
            let (number, claims) = signalling.observe(
                message, description: bytes.extracting(text), source: datagram.source,
                destination: datagram.destination, at: datagram.moment)
        else { return }
        // Media that came before their description was seen.
        for case .media(let endpoint) in claims {
            guard let call = calls.call(with: .media(endpoint)), calls[call].signalled.isEmpty else { continue }
            attach(call, to: number)
        }
    }

    /// Calls of the signalling that one call may have: a transfer has a few, and a flood must not cost the square.
    private static var maximumSignalled: Int { 4 }

    private mutating func attach(_ call: CallHandle, to number: Int32) {
        guard calls[call].signalled.count < Self.maximumSignalled else { return }
        if let other = calls.call(with: .signalling(number)) {
            join(call, other)
        } else {
            calls.add(.signalling(number), to: call)
        }
    }

    /// A path whose addresses a description names belongs to that call.
    mutating func joinBySignalling(_ path: PathHandle) {
        guard !signalling.isEmpty else { return }
        let key = paths[path].key
        guard let found = signalling.call(naming: .media(key.lower), .media(key.upper)) else { return }
        // One end alone may be a server's port, which all its calls have.
        guard found.namesBoth || (paths[path].recentSession == nil && isFree(key, for: found.number)) else { return }
        attach(paths[path].call, to: found.number)
    }

    private func isFree(_ key: PathKey, for number: Int32) -> Bool {
        [key.lower, key.upper].allSatisfy { endpoint in
            guard !calls.isShared(.media(endpoint)) else { return false }
            guard let owner = calls.call(with: .media(endpoint)) else { return true }
            return calls[owner].signalled.isEmpty || calls[owner].signalled.contains(number)
        }
    }

    /// A check with username fragments that descriptions give.
    mutating func joinBySignalledFragments(_ check: CheckCredentials, on path: PathHandle) {
        guard !signalling.isEmpty,
            let found = signalling.call(naming: .fragment(check.senderKey), .fragment(check.receiverKey))
        else { return }
        attach(paths[path].call, to: found.number)
    }

    /// Whether the signalling ended the call on this path, and names its addresses for another.
    func isSignalledAnew(_ path: PathHandle, at moment: Moment) -> Bool {
        let numbers = calls[paths[path].call].signalled
        guard !numbers.isEmpty, numbers.allSatisfy({ signalling.hasEnded($0, before: moment) }) else { return false }
        let key = paths[path].key
        guard let found = signalling.call(naming: .media(key.lower), .media(key.upper)) else { return false }
        return !numbers.contains(found.number)
    }

    // MARK: RTCP on its own port

    /// RTCP between the ports above those of RTP (RFC 3550 11), or where a description says (RFC 3605).
    mutating func openControlPath(_ key: PathKey, _ datagram: Datagram) -> PathHandle? {
        guard !signalling.isEmpty,
            let named = signalling.call(naming: .control(key.lower), .control(key.upper)),
            let call = calls.call(with: .signalling(named.number)), let path = openPath(key, at: datagram.moment)
        else { return nil }
        join(call, paths[path].call)
        return path
    }

    /// The streams that RTCP on a path speaks of as their sender: those of the path, or where it carries RTCP alone,
    /// those that come from the same address.
    func streamsControlled(on path: PathHandle, isForward: Bool) -> [Int32] {
        guard paths[path].streams.isEmpty else {
            return paths[path].streams.filter { streams[$0].isForward == isForward }
        }
        let sender = paths[path].source(isForward: isForward).address
        return calls[paths[path].call].paths.flatMap { paths[$0].streams }.filter { stream in
            paths[streams[stream].path].source(isForward: streams[stream].isForward).address == sender
        }
    }

    // MARK: What it says

    /// The clock rate of a payload type on a path, if a description that belongs to it is known by now.
    func signalledClockRate(
        of type: PayloadType, ssrc: SSRC, on path: PathHandle, isForward: Bool
    ) -> ClockRate? {
        let stream = SignalledMedia.Stream(
            ssrc: ssrc, source: paths[path].source(isForward: isForward),
            destination: paths[path].destination(isForward: isForward))
        let signalled = signalling.isEmpty ? [] : calls[paths[path].call].signalled
        if !signalled.isEmpty {
            let media = SignalledMedia(signalled.compactMap { signalling.dialog($0) })
            if let codec = media.codec(of: type, in: stream) { return codec.clockRate }
        }
        guard !given.isEmpty else { return nil }
        let fragments = paths[path].checks.map { checks[$0].facts.checks.map(\.fragments) } ?? []
        let fitting = given.filter { description in
            description.sources.contains(ssrc) || description.endpoints.contains(stream.source)
                || description.endpoints.contains(stream.destination)
                || fragments.contains { fragment in
                    description.fragments.contains(fragment.sender) || description.fragments.contains(fragment.receiver)
                }
        }
        return fitting.isEmpty ? nil : SignalledMedia(given: fitting).codec(of: type, in: stream)?.clockRate
    }

    /// What the signalling knows of a call.
    func signalledMedia(of call: CallHandle, _ paths: [CallFacts.PathFacts]) -> SignalledMedia {
        let dialogs = calls[call].signalled.sorted().compactMap { signalling.dialog($0) }
        guard !dialogs.isEmpty || !given.isEmpty else { return SignalledMedia() }
        var matching: [Int] = []
        if !given.isEmpty {
            let evidence = DescriptionEvidence(paths) { calls.isShared(.media($0)) }
            matching = evidence.matches(among: given)
        }
        var media = SignalledMedia(dialogs, given: matching.map { given[$0] })
        media.givenIndices = matching
        for path in paths {
            for checks in path.checks.checks {
                media.fragments[path.pair[checks.sender], default: []].insert(checks.fragments.sender)
                media.fragments[path.pair[checks.sender.other], default: []].insert(checks.fragments.receiver)
            }
        }
        return media
    }
}
