/// A warning that the client's SDK would have raised, from its first time until its condition cleared.
public struct ClientWarning: Hashable, Sendable, JSONRepresentable {
    public enum Code: Int, Hashable, Sendable, CaseIterable {
        case highRTT = 31001
        case highJitter = 31002
        case highPacketLoss = 31003
        case lowMOS = 31004
        case lowLocalAudio = 31005
        case lowInboundAudio = 31006
        case lowBytesReceived = 32001
        case lowBytesSent = 32002
        case iceConnectivityLost = 33001
        case iceGatheringEmpty = 33003
        case peerConnectionFailed = 33004
        case onlyHostCandidates = 33005
        case candidatePairChanged = 33008

        public var name: String {
            switch self {
            case .highRTT: "HIGH_RTT"
            case .highJitter: "HIGH_JITTER"
            case .highPacketLoss: "HIGH_PACKET_LOSS"
            case .lowMOS: "LOW_MOS"
            case .lowLocalAudio: "LOW_LOCAL_AUDIO"
            case .lowInboundAudio: "LOW_INBOUND_AUDIO"
            case .lowBytesReceived: "LOW_BYTES_RECEIVED"
            case .lowBytesSent: "LOW_BYTES_SENT"
            case .iceConnectivityLost: "ICE_CONNECTIVITY_LOST"
            case .iceGatheringEmpty: "ICE_GATHERING_EMPTY"
            case .peerConnectionFailed: "PEER_CONNECTION_FAILED"
            case .onlyHostCandidates: "ONLY_HOST_ICE_CANDIDATES"
            case .candidatePairChanged: "ICE_CANDIDATE_PAIR_CHANGED"
            }
        }
    }

    /// The SDK's number.
    public var code: Int
    /// The SDK's name.
    public var name: String
    /// First raised, Unix seconds.
    public var first: UnixTime
    /// Last raised, Unix seconds.
    public var last: UnixTime
    /// Times raised: again every 15 s while it lasts.
    public var count: Int
    /// Begin of the condition, Unix seconds.
    public var from: UnixTime
    /// End of the condition, Unix seconds.
    public var to: UnixTime
    /// Intervals in which the condition held; null for what is no matter of intervals.
    public var intervals: Int?
    /// The limit that was crossed, in the figure's unit: ms, percent, score, linear level or bytes.
    public var limit: Double?
    /// The worst figure, in that unit.
    public var value: Double?
    /// Frame number that shows it; null for what intervals show.
    public var frame: UInt64?
    /// What was seen; null for what the figures say.
    public var evidence: String?

    public init(
        _ code: Code, first: UnixTime, last: UnixTime? = nil, count: Int = 1, from: UnixTime? = nil,
        to: UnixTime? = nil, intervals: Int? = nil, limit: Double? = nil, value: Double? = nil, frame: UInt64? = nil,
        evidence: String? = nil
    ) {
        self.code = code.rawValue
        name = code.name
        self.first = first
        self.last = last ?? first
        self.count = count
        self.from = from ?? first
        self.to = to ?? last ?? first
        self.intervals = intervals
        self.limit = limit
        self.value = value
        self.frame = frame
        self.evidence = evidence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("name", name)
            $0.member("first", first)
            $0.member("last", last)
            $0.member("count", count)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("intervals", intervals)
            $0.member("limit", limit, decimals: 6)
            $0.member("value", value, decimals: 6)
            $0.member("frame", frame)
            $0.member("evidence", evidence)
        }
    }
}
