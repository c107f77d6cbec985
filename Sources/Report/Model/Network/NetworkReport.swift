/// Everything that the network knows beyond the documented shape: `data.network`.
public struct NetworkReport: Hashable, Sendable, JSONRepresentable {
    /// Version of this shape; grows when a key changes its meaning.
    public var schemaVersion: Int
    /// Program and version that wrote the report.
    public var generator: String
    /// Seconds per interval of all segments; doubled for each pairwise merge past 720 intervals.
    public var segmentSeconds: Int
    /// The call's first packet, Unix seconds.
    public var firstPacket: UnixTime?
    /// The call's last packet, Unix seconds.
    public var lastPacket: UnixTime?
    /// What was captured, and the capture's own health.
    public var capture: CaptureReport
    /// Which side is the client, and where the tap stands.
    public var perspective: Perspective
    /// Every RTP stream of the call.
    public var streams: [StreamReport]
    /// Packets and bytes of all pairs; null if the capture holds nothing between the client and a peer.
    public var transport: TransportCounters?
    /// Null if the capture holds no ICE of this call.
    public var ice: ICEReport?
    /// Null if the capture holds no DTLS of this call.
    public var dtls: DTLSReport?
    /// Null if nothing that passed the tap measures a round trip.
    public var rtt: RTTReport?
    /// What both ends said in RTCP, beside the tap's own view; null without RTCP.
    public var rtcp: RTCPReport?
    /// How the call came up, step by step.
    public var setup: [SetupStep]
    /// Events in time order, then 1 s counters of each stream.
    public var timeline: CallTimeline
    /// The documented thresholds applied.
    public var quality: QualityReport
    /// What is wrong or remarkable.
    public var findings: [Finding]
    /// Figures that this capture cannot give, and why.
    public var notObservable: [NotObservable]
    /// Other calls of the capture that carry the same media.
    public var related: [RelatedCall]
    /// Null without captured SIP and without given session descriptions.
    public var signalling: SignallingReport?

    public init(
        schemaVersion: Int = 1, generator: String, segmentSeconds: Int = 5, firstPacket: UnixTime? = nil,
        lastPacket: UnixTime? = nil, capture: CaptureReport = CaptureReport(),
        perspective: Perspective = Perspective(), streams: [StreamReport] = [],
        transport: TransportCounters? = nil, ice: ICEReport? = nil, dtls: DTLSReport? = nil, rtt: RTTReport? = nil,
        rtcp: RTCPReport? = nil, setup: [SetupStep] = [],
        timeline: CallTimeline = CallTimeline(), quality: QualityReport = QualityReport(), findings: [Finding] = [],
        notObservable: [NotObservable] = [], related: [RelatedCall] = [], signalling: SignallingReport? = nil
    ) {
        self.schemaVersion = schemaVersion
        self.generator = generator
        self.segmentSeconds = segmentSeconds
        self.firstPacket = firstPacket
        self.lastPacket = lastPacket
        self.capture = capture
        self.perspective = perspective
        self.streams = streams
        self.transport = transport
        self.ice = ice
        self.dtls = dtls
        self.rtt = rtt
        self.rtcp = rtcp
        self.setup = setup
        self.timeline = timeline
        self.quality = quality
        self.findings = findings
        self.notObservable = notObservable
        self.related = related
        self.signalling = signalling
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("schema_version", schemaVersion)
            $0.member("generator", generator)
            $0.member("segment_seconds", segmentSeconds)
            $0.member("first_packet", firstPacket)
            $0.member("last_packet", lastPacket)
            $0.member("capture", capture)
            $0.member("perspective", perspective)
            $0.member("streams", streams)
            $0.member("transport", transport)
            $0.member("ice", ice)
            $0.member("dtls", dtls)
            $0.member("rtt", rtt)
            $0.member("rtcp", rtcp)
            $0.member("setup", setup)
            $0.member("timeline", timeline)
            $0.member("quality", quality)
            $0.member("findings", findings)
            $0.member("not_observable", notObservable)
            $0.member("related", related)
            $0.member("signalling", signalling)
        }
    }
}
