/// A bound of the analysis that a capture can run into. What it cost is counted, and every report shows it.
enum AnalysisLimit: String, CaseIterable {
    case fragmentedPackets = "fragmented packets"
    case connections = "TCP connections"
    case connectionBytes = "bytes held of TCP connections"
    case tlsConnections = "TLS connections"
    case candidates = "candidates for a stream"
    case channelSuspects = "datagrams that may be ChannelData"
    case paths
    case pathsOfCall = "paths of a call"
    case streamsOfPath = "streams of a path"
    case keysOfCall = "ICE credentials and allocations of a call"
    case state = "bytes of calls in progress"
    case earlyEnds = "calls in progress"
    case dialogs = "SIP calls"
    case sections = "sections of the capture"
    case interfaces = "interfaces of the capture"
    case statistics = "interfaces with statistics"
    case damage = "places of damage"
    case comments
    case dropTimes = "times of drops"
    case arrivals = "packets kept for a comparison"

    func capacity(_ options: AnalysisOptions) -> Int {
        switch self {
        case .fragmentedPackets: FragmentReassembler.maximumPackets
        case .connections: TCPConnectionTable.capacity
        case .connectionBytes: TCPConnectionTable.maximumBytes
        case .tlsConnections: TLSConnectionLog.capacity
        case .candidates: RTPProbation.capacity
        case .channelSuspects: ChannelSuspectTable.capacity
        case .paths, .earlyEnds: PathTable.capacity
        case .pathsOfCall: CallTable.pathCapacity
        case .streamsOfPath: Path.streamCapacity
        case .keysOfCall: CallTable.keyCapacity
        case .state: options.stateBytes
        case .dialogs: SignallingTable.capacity
        case .sections: CaptureHealth.sectionCapacity
        case .interfaces, .statistics, .damage: CaptureHealth.noteCapacity
        case .comments: CaptureHealth.commentCapacity
        case .dropTimes: CaptureDropLog.capacity
        case .arrivals: ArrivalLog.capacity
        }
    }
}

/// What was left out or given up, by the bound that was hit.
struct LimitCounts {
    private var counts: [AnalysisLimit: Int] = [:]

    subscript(limit: AnalysisLimit) -> Int {
        get { counts[limit] ?? 0 }
        set { counts[limit] = newValue }
    }
}
