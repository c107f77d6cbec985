import ICE
import Wire

/// The SIP calls of the capture, and what their descriptions can be found by.
///
/// The oldest makes way, by number and by the size of the descriptions.
struct SignallingTable {
    static let capacity = 4096
    /// Bytes of session descriptions kept.
    static let maximumBytes = 16 << 20
    /// Calls that may have the same address or credential after one another; the latest ones.
    private static let callsPerClaim = 8

    /// What a description names.
    enum Claim: Hashable {
        case media(Endpoint)
        /// RTCP on a port of its own.
        case control(Endpoint)
        /// `CheckCredentials.key` of a username fragment.
        case fragment(UInt64)
    }

    private struct Entry {
        var dialog: SIPDialog
        var claims: Set<Claim> = []
        var bytes = 0
    }

    private var entries: [Int32: Entry] = [:]
    private var numbers: [String: Int32] = [:]
    private var claims: [Claim: [Int32]] = [:]
    private var next: Int32 = 0
    private var oldest: Int32 = 0
    private var bytes = 0
    /// Calls that made way.
    private(set) var evicted = 0

    var isEmpty: Bool { entries.isEmpty }

    func dialog(_ number: Int32) -> SIPDialog? { entries[number]?.dialog }

    /// Takes a message.
    ///
    /// - Parameter text: the session description in it.
    /// - Returns: the call's number and what a new description names; nil if it belongs to no call.
    mutating func observe(
        _ message: SIPMessage, description text: Span<UInt8>, source: Endpoint, destination: Endpoint, at moment: Moment
    ) -> (number: Int32, claims: Set<Claim>)? {
        let session = text.isEmpty ? nil : try? SessionDescription(parsing: text)
        guard let number = number(for: message, hasDescription: session != nil, at: moment) else { return nil }
        let fresh = entries[number]?.dialog.observe(
            message, description: session, source: source, destination: destination, at: moment)
        guard let fresh else { return (number, []) }
        let named = Self.claims(of: fresh)
        add(named, bytes: text.count, to: number)
        return (number, named)
    }

    /// Only calls are kept: what begins with INVITE or describes media. Registrations and the like are not.
    private mutating func number(for message: SIPMessage, hasDescription: Bool, at moment: Moment) -> Int32? {
        if let known = numbers[message.callID] { return known }
        guard message.sequence?.method == .invite || hasDescription, next < .max else { return nil }
        if entries.count >= Self.capacity { evictOldest() }
        let number = next
        next += 1
        entries[number] = Entry(dialog: SIPDialog(message, at: moment))
        numbers[message.callID] = number
        return number
    }

    private mutating func add(_ named: Set<Claim>, bytes count: Int, to number: Int32) {
        entries[number]?.bytes += count
        bytes += count
        while bytes > Self.maximumBytes, oldest < number { evictOldest() }
        for claim in named where entries[number]?.claims.insert(claim).inserted == true {
            claims[claim, default: []].append(number)
            if claims[claim, default: []].count > Self.callsPerClaim { claims[claim]?.removeFirst() }
        }
    }

    private mutating func evictOldest() {
        guard let entry = entries.removeValue(forKey: oldest) else { return }
        numbers[entry.dialog.callID] = nil
        bytes -= entry.bytes
        for claim in entry.claims {
            claims[claim]?.removeAll { $0 == oldest }
            if claims[claim]?.isEmpty == true { claims[claim] = nil }
        }
        oldest += 1
        evicted += 1
    }

    private static func claims(of description: SignalledDescription) -> Set<Claim> {
        var named = Set(description.endpoints.map(Claim.media))
        named.formUnion(description.controlEndpoints.map(Claim.control))
        named.formUnion(description.fragments.map { .fragment(CheckCredentials.key(of: $0)) })
        return named
    }

    // MARK: Look-ups

    /// The call that two things belong to which were seen together, such as both ends of a path.
    ///
    /// - Returns: its number, and whether it names both; nil if none does, or several do equally.
    func call(naming first: Claim, _ second: Claim) -> (number: Int32, namesBoth: Bool)? {
        let (one, other) = (claims[first] ?? [], claims[second] ?? [])
        if let both = one.last(where: other.contains) { return (both, true) }
        let named = one + other
        let active = named.filter { entries[$0]?.dialog.ended == nil }
        // Of calls that have ended only the last can still be meant: media that outlive the BYE.
        guard let found = active.isEmpty ? named.max() : active.count == 1 ? active[0] : nil else { return nil }
        return (found, false)
    }

    /// Whether it is the Call-ID's own end: no media follow.
    func hasEnded(_ number: Int32, before moment: Moment) -> Bool {
        entries[number]?.dialog.ended.map { $0 < moment } ?? false
    }
}
