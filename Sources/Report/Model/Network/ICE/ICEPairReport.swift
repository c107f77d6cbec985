/// Two addresses that checks were seen between.
public struct ICEPairReport: Hashable, Sendable, JSONRepresentable {
    /// The client's address at the tap.
    public var local: TransportAddress
    /// The far end's address at the tap.
    public var remote: TransportAddress
    /// udp or tcp.
    public var transport: String
    /// TURN server between the client and the tap's path.
    public var relay: TransportAddress?
    /// Index of the generation.
    public var generation: Int
    /// Checks that the client sent.
    public var checksByClient: CheckCount
    /// Checks that the far end sent.
    public var checksByFarEnd: CheckCount
    /// A check with USE-CANDIDATE was answered; was sent, where the pair carries media and the capture holds no answer to
    /// any check of that agent.
    public var nominated: Bool
    /// Directions that use this pair last.
    public var selected: [CallDirection]
    /// The last one.
    public var state: ReportedPairState?
    /// What it carried; null if it leads to no peer.
    public var traffic: TransportCounters?
    /// Of its state.
    public var changes: [ICEPairChangeReport]
    /// Null if it was not nominated.
    public var nomination: ICENominationReport?
    /// Times without an answer, the longest 16 of each side.
    public var outages: [ConsentOutageReport]
    /// Mapped addresses that differ from those at the tap.
    public var mapped: [MappedAddressReport]

    public init(
        local: TransportAddress, remote: TransportAddress, transport: String = "udp", relay: TransportAddress? = nil,
        generation: Int = 0, checksByClient: CheckCount = CheckCount(), checksByFarEnd: CheckCount = CheckCount(),
        nominated: Bool = false, selected: [CallDirection] = [], state: ReportedPairState? = nil,
        traffic: TransportCounters? = nil,
        changes: [ICEPairChangeReport] = [], nomination: ICENominationReport? = nil,
        outages: [ConsentOutageReport] = [], mapped: [MappedAddressReport] = []
    ) {
        self.local = local
        self.remote = remote
        self.transport = transport
        self.relay = relay
        self.generation = generation
        self.checksByClient = checksByClient
        self.checksByFarEnd = checksByFarEnd
        self.nominated = nominated
        self.selected = selected
        self.state = state
        self.traffic = traffic
        self.changes = changes
        self.nomination = nomination
        self.outages = outages
        self.mapped = mapped
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("local", local)
            $0.member("remote", remote)
            $0.member("transport", transport)
            $0.member("relay", relay)
            $0.member("generation", generation)
            $0.member("checks_by_client", checksByClient)
            $0.member("checks_by_far_end", checksByFarEnd)
            $0.member("nominated", nominated)
            $0.member("selected", selected)
            $0.member("state", state)
            $0.member("traffic", traffic)
            $0.member("changes", changes)
            $0.member("nomination", nomination)
            $0.member("outages", outages)
            $0.member("mapped", mapped)
        }
    }
}
