/// What `c=` and the `a=` lines of a media section say, or those above the sections.
public struct SDPAttributes: Hashable, Sendable {
    /// Entries of each list kept.
    static let capacity = 256

    public var connection: SDPConnection?
    public var direction: SDPDirection?
    /// `a=rtcp` (RFC 3605).
    public var control: SDPControlAddress?
    /// `a=rtcp-mux` (RFC 5761 5.1).
    public var hasRTCPMultiplexed = false
    /// `a=mid` (RFC 5888).
    public var mid: String?
    /// The sections that share the first one's transport (`a=group:BUNDLE`, RFC 9143).
    public var bundle: [String] = []
    /// ms of media in a packet (`a=ptime`).
    public var packetTime: Double?
    public var codecs: [SDPCodec] = []
    public var parameters: [SDPFormatParameters] = []
    public var feedback: [SDPFeedback] = []
    public var headerExtensions: [SDPHeaderExtension] = []
    public var sources: [SDPSource] = []
    public var sourceGroups: [SDPSourceGroup] = []
    public var candidates: [SDPCandidate] = []
    /// RFC 8839 5.4.
    public var usernameFragment: String?
    public var password: String?
    public var isICELite = false
    public var fingerprints: [SDPFingerprint] = []
    public var setup: SDPSetup?
    public var crypto: [SDPCrypto] = []

    public init() {}

    /// What a media section has from the session: all but what speaks of the sections together.
    var inherited: SDPAttributes {
        var own = self
        own.bundle = []
        own.mid = nil
        return own
    }

    /// - Returns: false if the attribute is one of those that are kept, and cannot be read.
    mutating func take(_ line: Substring) -> Bool {
        var words = WordCursor(line)
        guard let name = words.next(until: ":") else { return false }
        let value = words.remainder
        switch name {
        case "sendrecv", "sendonly", "recvonly", "inactive": direction = SDPDirection(rawValue: String(name))
        case "rtcp": return Self.set(&control, SDPControlAddress(value))
        case "rtcp-mux": hasRTCPMultiplexed = true
        case "mid": return Self.set(&mid, value.isEmpty ? nil : String(value))
        case "group": takeGroup(value)
        case "ptime": return Self.set(&packetTime, Double(value).flatMap { $0 > 0 && $0 <= 1000 ? $0 : nil })
        case "rtpmap": return Self.add(SDPCodec(value), to: &codecs)
        case "fmtp": return Self.add(SDPFormatParameters(value), to: &parameters)
        case "rtcp-fb": return Self.add(SDPFeedback(value), to: &feedback)
        case "extmap": return Self.add(SDPHeaderExtension(value), to: &headerExtensions)
        case "ssrc": return takeSource(value)
        case "ssrc-group": return Self.add(SDPSourceGroup(value), to: &sourceGroups)
        case "candidate": return Self.add(SDPCandidate(value), to: &candidates)
        case "ice-ufrag": return Self.set(&usernameFragment, value.isEmpty ? nil : String(value))
        case "ice-pwd": return Self.set(&password, value.isEmpty ? nil : String(value))
        case "ice-lite": isICELite = true
        case "fingerprint": return Self.add(SDPFingerprint(value), to: &fingerprints)
        case "setup": return Self.set(&setup, SDPSetup(rawValue: String(value)))
        case "crypto": return Self.add(SDPCrypto(value), to: &crypto)
        default: break
        }
        return true
    }

    private static func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }

    private static func add<Value>(_ value: Value?, to list: inout [Value]) -> Bool {
        guard let value, list.count < capacity else { return false }
        list.append(value)
        return true
    }

    private mutating func takeGroup(_ value: Substring) {
        var words = WordCursor(value)
        guard words.next() == "BUNDLE" else { return }
        while let mid = words.next(), bundle.count < Self.capacity { bundle.append(String(mid)) }
    }

    /// Each line about a source adds to what the ones before said of it.
    private mutating func takeSource(_ value: Substring) -> Bool {
        guard let source = SDPSource(value) else { return false }
        guard let index = sources.firstIndex(where: { $0.ssrc == source.ssrc }) else {
            return Self.add(source, to: &sources)
        }
        sources[index].canonicalName = source.canonicalName ?? sources[index].canonicalName
        return true
    }
}
