/// What was captured, and the capture's own health. Counts are of the whole capture.
public struct CaptureReport: Hashable, Sendable, JSONRepresentable {
    /// In time order.
    public var files: [CaptureFileReport]
    /// What the frames begin with.
    public var linkTypes: [LinkTypeReport]
    /// Unix seconds.
    public var firstPacket: UnixTime?
    /// Unix seconds.
    public var lastPacket: UnixTime?
    /// Frames read.
    public var packets: Int
    /// Bytes of those frames on the wire.
    public var bytes: Int
    /// Packets that the capture says it missed.
    public var drops: [CaptureDropReport]
    /// Frames shorter in the capture than on the wire.
    public var truncated: Int
    /// The first of them; null if there is none.
    public var firstTruncatedFrame: UInt64?
    /// Packets not counted as they are a second sight of one: RTP of this call, all else of the whole capture.
    public var doubled: Int
    /// Where they were seen, most first.
    public var doubledPlaces: [DoubledPlacesReport]
    /// The call was under way when the capture began.
    public var beginsMidCall: Bool?
    /// What shows it.
    public var beginEvidence: FindingEvidence?
    /// The capture ended while the call went on.
    public var endsMidCall: Bool?
    /// What shows it.
    public var endEvidence: FindingEvidence?
    /// A side of this call that answers and is never seen; null if there is none.
    public var missingDirection: MissingDirectionReport?
    /// Frames larger than the wire's; null if there are none.
    public var offload: OffloadReport?
    /// Whether this call's sequence gaps are the network's or the capture's.
    public var lossAttribution: LossAttributionReport
    /// Jumps of the capture's own clock.
    public var clockSteps: [ClockStepReport]
    /// Spans in which the capture does not cover the call.
    public var coverageGaps: [CoverageGapReport]
    /// Packets that could not be read, by layer and reason.
    public var decodeFailures: [DecodeFailureReport]
    /// Places where a capture file is broken.
    public var damage: [CaptureDamageReport]
    /// Comments in the capture, the first of them.
    public var comments: [CaptureCommentReport]
    /// Bounds of the analysis that this capture ran into; figures may be incomplete.
    public var limitsReached: [LimitReached]

    public init(
        files: [CaptureFileReport] = [], linkTypes: [LinkTypeReport] = [], firstPacket: UnixTime? = nil,
        lastPacket: UnixTime? = nil, packets: Int = 0, bytes: Int = 0, drops: [CaptureDropReport] = [],
        truncated: Int = 0, firstTruncatedFrame: UInt64? = nil, doubled: Int = 0,
        doubledPlaces: [DoubledPlacesReport] = [], beginsMidCall: Bool? = nil, beginEvidence: FindingEvidence? = nil,
        endsMidCall: Bool? = nil, endEvidence: FindingEvidence? = nil, missingDirection: MissingDirectionReport? = nil,
        offload: OffloadReport? = nil, lossAttribution: LossAttributionReport = LossAttributionReport(),
        clockSteps: [ClockStepReport] = [], coverageGaps: [CoverageGapReport] = [],
        decodeFailures: [DecodeFailureReport] = [], damage: [CaptureDamageReport] = [],
        comments: [CaptureCommentReport] = [], limitsReached: [LimitReached] = []
    ) {
        self.files = files
        self.linkTypes = linkTypes
        self.firstPacket = firstPacket
        self.lastPacket = lastPacket
        self.packets = packets
        self.bytes = bytes
        self.drops = drops
        self.truncated = truncated
        self.firstTruncatedFrame = firstTruncatedFrame
        self.doubled = doubled
        self.doubledPlaces = doubledPlaces
        self.beginsMidCall = beginsMidCall
        self.beginEvidence = beginEvidence
        self.endsMidCall = endsMidCall
        self.endEvidence = endEvidence
        self.missingDirection = missingDirection
        self.offload = offload
        self.lossAttribution = lossAttribution
        self.clockSteps = clockSteps
        self.coverageGaps = coverageGaps
        self.decodeFailures = decodeFailures
        self.damage = damage
        self.comments = comments
        self.limitsReached = limitsReached
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("files", files)
            $0.member("link_types", linkTypes)
            $0.member("first_packet", firstPacket)
            $0.member("last_packet", lastPacket)
            $0.member("packets", packets)
            $0.member("bytes", bytes)
            $0.member("drops", drops)
            $0.member("truncated", truncated)
            $0.member("first_truncated_frame", firstTruncatedFrame)
            $0.member("doubled", doubled)
            $0.member("doubled_places", doubledPlaces)
            $0.member("begins_mid_call", beginsMidCall)
            $0.member("begin_evidence", beginEvidence)
            $0.member("ends_mid_call", endsMidCall)
            $0.member("end_evidence", endEvidence)
            $0.member("missing_direction", missingDirection)
            $0.member("offload", offload)
            $0.member("loss_attribution", lossAttribution)
            $0.member("clock_steps", clockSteps)
            $0.member("coverage_gaps", coverageGaps)
            $0.member("decode_failures", decodeFailures)
            $0.member("damage", damage)
            $0.member("comments", comments)
            $0.member("limits_reached", limitsReached)
        }
    }
}
