import ICE
import Wire

/// A capture of STUN in the making: messages are written as bytes, parsed and tracked as the analyser would, each in its
/// own frame. Times are milliseconds after `Scenario.start`.
struct Scenario {
    static let start: Int64 = 1_800_000_000_000_000_000

    struct Event {
        var pair: EndpointPair
        var sender: PathSide
        var bytes: [UInt8]
        var moment: Moment
    }

    private(set) var events: [Event] = []
    private var nextID: UInt64 = 1

    static func endpoint(_ address: String, _ port: UInt16) -> Endpoint {
        Endpoint(IPAddress(address) ?? .unspecified, port)
    }

    static func time(_ milliseconds: Double) -> Timestamp {
        Timestamp(nanoseconds: start + Int64(milliseconds * 1_000_000))
    }

    /// The moment of the frame with that number (1-based).
    func moment(_ frame: UInt64) -> Moment { events[Int(frame) - 1].moment }

    mutating func freshID() -> STUNTransactionID {
        nextID += 1
        return STUNTransactionID(7, nextID)
    }

    @discardableResult
    mutating func send(_ builder: STUNMessageBuilder, _ from: Endpoint, _ to: Endpoint, at time: Double) -> UInt64 {
        let pair = EndpointPair(from, to)
        let frame = UInt64(events.count + 1)
        let moment = Moment(Self.time(time), frame: frame)
        events.append(Event(pair: pair, sender: pair.side(of: from) ?? .lower, bytes: builder.bytes, moment: moment))
        return frame
    }

    /// A connectivity check; answered after `answer` milliseconds with the mapped address, unless nil.
    @discardableResult
    mutating func check(
        _ from: Endpoint, _ to: Endpoint, at time: Double, _ receiver: String, _ sender: String,
        role: ICERole = .controlling, tieBreaker: UInt64 = 1, nominates: Bool = false, answer: Double? = 1,
        error: STUNErrorCode? = nil, mapped: Endpoint? = nil
    ) -> UInt64 {
        let id = freshID()
        var request = STUNMessageBuilder(.request, .binding, id)
        request.append(.username, text: "\(receiver):\(sender)")
        request.append(role == .controlling ? .iceControlling : .iceControlled, uint64: tieBreaker)
        request.append(.priority, uint32: 110 << 24 | 0xFFFFFF)
        if nominates { request.append(.useCandidate) }
        request.appendMessageIntegrity { _ in [UInt8](repeating: 0, count: 20) }
        request.appendFingerprint()
        let frame = send(request, from, to, at: time)
        if let answer {
            respond(id, .binding, to, from, at: time + answer, error: error, mapped: mapped ?? from)
        }
        return frame
    }

    @discardableResult
    mutating func respond(
        _ id: STUNTransactionID, _ method: STUNMethod, _ from: Endpoint, _ to: Endpoint, at time: Double,
        error: STUNErrorCode? = nil, mapped: Endpoint? = nil, relayed: Endpoint? = nil, lifetime: UInt32? = nil
    ) -> UInt64 {
        var response = STUNMessageBuilder(error == nil ? .success : .error, method, id)
        if let error {
            response.append(errorCode: error)
        } else {
            if let relayed { response.append(.xorRelayedAddress, address: relayed) }
            if let mapped { response.append(.xorMappedAddress, address: mapped) }
            if let lifetime { response.append(.lifetime, uint32: lifetime) }
        }
        return send(response, from, to, at: time)
    }

    /// A request to a STUN or TURN server.
    @discardableResult
    mutating func ask(
        _ method: STUNMethod, _ from: Endpoint, _ to: Endpoint, at time: Double, authenticated: Bool = false,
        peer: Endpoint? = nil, channel: UInt16? = nil
    ) -> STUNTransactionID {
        let id = freshID()
        var request = STUNMessageBuilder(.request, method, id)
        if let channel { request.append(channelNumber: ChannelNumber(rawValue: channel)) }
        if let peer { request.append(.xorPeerAddress, address: peer) }
        if method == .allocate { request.append(.requestedTransport, [17, 0, 0, 0]) }
        if authenticated {
            request.append(.username, text: "1900000000:user")
            request.appendMessageIntegrity { _ in [UInt8](repeating: 0, count: 20) }
        }
        send(request, from, to, at: time)
        return id
    }

    /// The path between two addresses from all messages so far.
    func path(_ one: Endpoint, _ other: Endpoint, relay: ICEPath.Relay? = nil) -> ICEPath {
        let pair = EndpointPair(one, other)
        return ICEPath(pair, relay: relay, facts: Self.track(events.filter { $0.pair == pair }).facts)
    }

    /// All paths.
    var allPaths: [ICEPath] {
        Set(events.map(\.pair)).sorted().map { path($0.lower, $0.upper) }
    }

    /// The session over all paths, ending with the last frame or at `end` milliseconds.
    func session(end: Double? = nil, closed: Moment? = nil) -> ICESession {
        let last = events.map(\.moment).max() ?? Moment(Self.time(0), frame: 0)
        return ICESession(
            paths: allPaths, end: end.map { Moment(Self.time($0), frame: last.frame) } ?? last, closed: closed)
    }

    static func track(_ events: some Sequence<Event>) -> PairTracker {
        var tracker = PairTracker()
        for event in events {
            guard let message = try? STUNMessage(parsing: event.bytes.span) else { continue }
            tracker.observe(message, in: event.bytes.span, from: event.sender, at: event.moment)
        }
        return tracker
    }
}
