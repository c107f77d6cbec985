/// One RTP stream: an SSRC in one direction of one call. All figures are at the tap.
public struct StreamReport: Hashable, Sendable, JSONRepresentable {
    /// Synchronisation source.
    public var ssrc: SynchronizationSource
    /// sent: from the client; received: to the client.
    public var direction: CallDirection
    /// Null if the packets do not tell.
    public var kind: ReportedMediaKind?
    /// Sender on the path that it took last.
    public var from: TransportAddress?
    /// Receiver on the path that it took last.
    public var to: TransportAddress?
    /// Every 5-tuple that the stream took.
    public var paths: [StreamPath]
    /// What it carried.
    public var payloadTypes: [PayloadTypeReport]
    /// Unique extended sequence numbers.
    public var packets: Int
    /// Span of extended sequence numbers (RFC 3550 A.3).
    public var expected: Int?
    /// Packets lost upstream of the tap: expected less unique.
    public var lost: Int?
    /// Packets: the same, where long jumps count 0 as in libwebrtc.
    public var lostAsClientCounts: Int?
    /// Packets: the jump from which the client counts 0.
    public var clientJumpThreshold: Int?
    /// How that is known; null where the threshold is.
    public var clientJumpThresholdSource: ReportedThresholdSource?
    /// Packets repeated by the network; the capture's own doubles are not among them.
    public var duplicates: Int?
    /// Packets behind a later one.
    public var reordered: Int?
    /// Single packets so far behind that they are neither counted nor taken for a restart.
    public var late: Int?
    /// Packets that would miss a fixed playout buffer.
    public var lateLoss: [LateLossReport]
    /// Histogram of consecutive losses, by length.
    public var lossRuns: [LossRunReport]
    /// RFC 3611 burst and gap figures.
    public var bursts: BurstReport?
    /// The longest time without a packet.
    public var longestGap: ArrivalGapReport?
    /// Outages, holds and stalls: the worst of them, in order of time.
    public var gaps: [ArrivalGapReport]
    /// How many such there were.
    public var gapCount: Int?
    /// RFC 3550 jitter; null if the clock rate is unknown.
    public var jitter: JitterReport?
    /// Bytes as getStats counts them: no header, padding, SRTP tag; null while the tag length is open.
    public var payloadBytes: Int?
    /// Bytes of RTP header, extensions and of packets that are padding alone; null while these are there and the tag length
    /// is open.
    public var headerBytes: Int?
    /// Bytes of whole RTP packets.
    public var udpPayloadBytes: Int?
    /// Bits per second of whole RTP packets, mean over the stream's life.
    public var bitrateBitsPerSecond: Int?
    /// Parts per million: sender's clock against the capture's.
    public var driftPartsPerMillion: Double?
    /// Parts per million, either way, that the drift may be off by.
    public var driftUncertaintyPartsPerMillion: Double?
    /// RFC 6464 level; null without the extension.
    public var audioLevel: AudioLevelReport?
    /// Whether somebody is to be heard; null for anything but audio.
    public var activity: StreamActivityReport?
    /// The stream that this one retransmits (RFC 4588): from the SDP, else inferred from its timestamps.
    public var retransmits: SynchronizationSource?
    /// Unix seconds.
    public var firstSeen: UnixTime?
    /// Unix seconds.
    public var lastSeen: UnixTime?
    /// Frame number.
    public var firstFrame: UInt64?
    /// Frame number.
    public var lastFrame: UInt64?
    /// On the grid of data.segments.
    public var segments: [StreamSegment]

    public init(
        ssrc: SynchronizationSource, direction: CallDirection, kind: ReportedMediaKind? = nil,
        from: TransportAddress? = nil, to: TransportAddress? = nil, paths: [StreamPath] = [],
        payloadTypes: [PayloadTypeReport] = [], packets: Int = 0, expected: Int? = nil, lost: Int? = nil,
        lostAsClientCounts: Int? = nil, clientJumpThreshold: Int? = nil,
        clientJumpThresholdSource: ReportedThresholdSource? = nil, duplicates: Int? = nil, reordered: Int? = nil,
        late: Int? = nil, lateLoss: [LateLossReport] = [], lossRuns: [LossRunReport] = [], bursts: BurstReport? = nil,
        longestGap: ArrivalGapReport? = nil, gaps: [ArrivalGapReport] = [], gapCount: Int? = nil,
        jitter: JitterReport? = nil, payloadBytes: Int? = nil,
        headerBytes: Int? = nil, udpPayloadBytes: Int? = nil, bitrateBitsPerSecond: Int? = nil,
        driftPartsPerMillion: Double? = nil, driftUncertaintyPartsPerMillion: Double? = nil,
        audioLevel: AudioLevelReport? = nil, activity: StreamActivityReport? = nil,
        retransmits: SynchronizationSource? = nil, firstSeen: UnixTime? = nil, lastSeen: UnixTime? = nil,
        firstFrame: UInt64? = nil, lastFrame: UInt64? = nil, segments: [StreamSegment] = []
    ) {
        self.ssrc = ssrc
        self.direction = direction
        self.kind = kind
        self.from = from
        self.to = to
        self.paths = paths
        self.payloadTypes = payloadTypes
        self.packets = packets
        self.expected = expected
        self.lost = lost
        self.lostAsClientCounts = lostAsClientCounts
        self.clientJumpThreshold = clientJumpThreshold
        self.clientJumpThresholdSource = clientJumpThresholdSource
        self.duplicates = duplicates
        self.reordered = reordered
        self.late = late
        self.lateLoss = lateLoss
        self.lossRuns = lossRuns
        self.bursts = bursts
        self.longestGap = longestGap
        self.gaps = gaps
        self.gapCount = gapCount
        self.jitter = jitter
        self.payloadBytes = payloadBytes
        self.headerBytes = headerBytes
        self.udpPayloadBytes = udpPayloadBytes
        self.bitrateBitsPerSecond = bitrateBitsPerSecond
        self.driftPartsPerMillion = driftPartsPerMillion
        self.driftUncertaintyPartsPerMillion = driftUncertaintyPartsPerMillion
        self.audioLevel = audioLevel
        self.activity = activity
        self.retransmits = retransmits
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
        self.segments = segments
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("ssrc", ssrc)
            $0.member("direction", direction)
            $0.member("kind", kind)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("paths", paths)
            $0.member("payload_types", payloadTypes)
            $0.member("packets", packets)
            $0.member("expected", expected)
            $0.member("lost", lost)
            $0.member("lost_as_client_counts", lostAsClientCounts)
            $0.member("client_jump_threshold", clientJumpThreshold)
            $0.member("client_jump_threshold_source", clientJumpThresholdSource)
            $0.member("duplicates", duplicates)
            $0.member("reordered", reordered)
            $0.member("late", late)
            $0.member("late_loss", lateLoss)
            $0.member("loss_runs", lossRuns)
            $0.member("bursts", bursts)
            $0.member("longest_gap", longestGap)
            $0.member("gaps", gaps)
            $0.member("gap_count", gapCount)
            $0.member("jitter_ms", jitter)
            $0.member("payload_bytes", payloadBytes)
            $0.member("header_bytes", headerBytes)
            $0.member("udp_payload_bytes", udpPayloadBytes)
            $0.member("bitrate_bps", bitrateBitsPerSecond)
            $0.member("drift_ppm", driftPartsPerMillion, decimals: 3)
            $0.member("drift_uncertainty_ppm", driftUncertaintyPartsPerMillion, decimals: 3)
            $0.member("audio_level", audioLevel)
            $0.member("activity", activity)
            $0.member("rtx_of", retransmits)
            $0.member("first_seen", firstSeen)
            $0.member("last_seen", lastSeen)
            $0.member("first_frame", firstFrame)
            $0.member("last_frame", lastFrame)
            $0.member("segments", segments)
        }
    }
}
