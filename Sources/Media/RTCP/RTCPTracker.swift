public import Wire

/// All RTCP of one path, both directions: who reported what of whom.
///
/// Facts only: whether a chain of packets that reads as clear was not SRTCP after all is judged by the whole path.
public struct RTCPTracker: Equatable, Sendable {
    /// Participants kept in each direction.
    public static let capacity = 16
    /// Bytes of a name or reason.
    static let textCapacity = 255

    public private(set) var forward: [RTCPParticipant] = []
    public private(set) var backward: [RTCPParticipant] = []
    public private(set) var roundTrips = RTCPRoundTrips()
    /// Datagrams whose bodies could not be read: SRTCP, or cut by the snap length.
    public private(set) var unreadable = 0
    public private(set) var readable = 0
    /// Packets of participants that found no room.
    public private(set) var overflow = 0

    public init() {}

    public subscript(isForward isForward: Bool) -> [RTCPParticipant] { isForward ? forward : backward }

    /// What the datagram at hand is.
    private struct Context {
        var time: Timestamp
        var frame: UInt64
        var isForward: Bool
    }

    /// Takes a datagram whose bodies are encrypted: the first packet's header and sender are clear (RFC 3711 3.4).
    public mutating func observeProtected(_ bytes: Span<UInt8>, isForward: Bool, time: Timestamp, frame: UInt64) {
        unreadable += 1
        guard bytes.count >= 8, let header = try? RTCPHeader(parsing: bytes) else { return }
        let context = Context(time: time, frame: frame, isForward: isForward)
        update(bytes.uint32(at: 4), context) {
            $0.count(at: time, frame: frame)
            if header.type == .transportFeedback || header.type == .payloadFeedback {
                $0.feedback.observe(header, isBitrateEstimate: false)
            }
        }
    }

    /// Takes a clear compound packet; what stands before a damaged part of it counts.
    ///
    /// - Parameter stream: the state of an RTP stream that the tap sees, by its SSRC and direction; with a sequence number,
    ///   that up to this packet.
    public mutating func observe(
        _ bytes: Span<UInt8>, originalLength: Int, isForward: Bool, time: Timestamp, frame: UInt64,
        stream: (_ ssrc: SSRC, _ isForward: Bool, _ upTo: UInt16?) -> StreamState?
    ) {
        readable += 1
        let context = Context(time: time, frame: frame, isForward: isForward)
        var cursor = RTCPPacketCursor(originalLength: originalLength)
        while let packet = try? cursor.next(in: bytes) {
            let body = bytes.extracting(packet.range)
            switch packet.header.type {
            case .senderReport: senderReport(body, context, stream)
            case .receiverReport: receiverReport(body, context, stream)
            case .sourceDescription: sourceDescription(body, context)
            case .goodbye: goodbye(body, context)
            case .transportFeedback, .payloadFeedback: feedback(body, packet.header, context)
            case .extendedReport: extendedReport(body, context)
            default: break
            }
        }
    }

    // MARK: Packet types

    private mutating func senderReport(
        _ body: Span<UInt8>, _ context: Context, _ stream: (SSRC, Bool, UInt16?) -> StreamState?
    ) {
        guard let report = try? RTCPSenderReport(parsing: body) else { return }
        let tap = stream(SSRC(rawValue: report.ssrc), context.isForward, nil)
        update(report.ssrc, context) {
            $0.count(at: context.time, frame: context.frame)
            $0.sent.observe(report, at: context.time, frame: context.frame, tap: tap)
        }
        roundTrips.observe(
            RTCPRoundTrips.Stamp(
                ssrc: report.ssrc, time: report.middleNTPTime, seen: context.time, isForward: context.isForward))
        var blocks: [RTCPReportBlock] = []
        try? report.forEachReportBlock(in: body) { blocks.append($0) }
        receptions(blocks, from: report.ssrc, context, stream)
    }

    private mutating func receiverReport(
        _ body: Span<UInt8>, _ context: Context, _ stream: (SSRC, Bool, UInt16?) -> StreamState?
    ) {
        guard let report = try? RTCPReceiverReport(parsing: body) else { return }
        update(report.ssrc, context) { $0.count(at: context.time, frame: context.frame) }
        var blocks: [RTCPReportBlock] = []
        try? report.forEachReportBlock(in: body) { blocks.append($0) }
        receptions(blocks, from: report.ssrc, context, stream)
    }

    private mutating func receptions(
        _ blocks: [RTCPReportBlock], from reporter: UInt32, _ context: Context,
        _ stream: (SSRC, Bool, UInt16?) -> StreamState?
    ) {
        for block in blocks {
            let number = UInt16(truncatingIfNeeded: block.extendedHighestSequence)
            let tap = stream(SSRC(rawValue: block.ssrc), !context.isForward, number)
            update(reporter, context) { $0.observe(block, at: context.time, frame: context.frame, tap: tap) }
            roundTrips.observe(
                RTCPRoundTrips.Answer(
                    ssrc: block.ssrc, time: block.lastSenderReport, delay: block.delaySinceLastSenderReport,
                    seen: context.time, isForward: context.isForward))
        }
    }

    private mutating func sourceDescription(_ body: Span<UInt8>, _ context: Context) {
        var names: [(ssrc: UInt32, text: Range<Int>)] = []
        try? RTCPSourceDescription.forEachItem(in: body) { item in
            if item.type == .cname { names.append((item.ssrc, item.text)) }
        }
        for name in names {
            update(name.ssrc, context) { participant in
                if participant.canonicalName == nil { participant.canonicalName = body.extracting(name.text).copied() }
            }
        }
    }

    private mutating func goodbye(_ body: Span<UInt8>, _ context: Context) {
        guard let goodbye = try? RTCPGoodbye(parsing: body) else { return }
        let reason = goodbye.reason.map { body.extracting($0).copied() } ?? []
        var sources: [UInt32] = []
        goodbye.forEachSource(in: body) { sources.append($0) }
        for source in sources {
            update(source, context) {
                if $0.departure == nil {
                    $0.departure = RTCPParticipant.Departure(time: context.time, frame: context.frame, reason: reason)
                }
            }
        }
    }

    private mutating func feedback(_ body: Span<UInt8>, _ header: RTCPHeader, _ context: Context) {
        guard let feedback = try? RTCPFeedback(parsing: body) else { return }
        let isEstimate = (try? RTCPReceiverEstimatedBitrate(parsing: body, feedback)) != nil
        update(feedback.senderSSRC, context) {
            $0.count(at: context.time, frame: context.frame)
            $0.feedback.observe(header, isBitrateEstimate: isEstimate)
        }
    }

    private mutating func extendedReport(_ body: Span<UInt8>, _ context: Context) {
        guard let report = try? RTCPExtendedReport(parsing: body) else { return }
        update(report.ssrc, context) { $0.count(at: context.time, frame: context.frame) }
        var blocks: [RTCPExtendedReportBlock] = []
        try? report.forEachBlock(in: body) { blocks.append($0) }
        for block in blocks {
            switch block.type {
            case .voipMetrics:
                guard let metrics = try? RTCPVoIPMetrics(parsing: body, block) else { continue }
                update(report.ssrc, context) { $0.observe(metrics, at: context.time, frame: context.frame) }
            case .receiverReferenceTime:
                guard let reference = try? RTCPReceiverReferenceTime(parsing: body, block) else { continue }
                roundTrips.observe(
                    RTCPRoundTrips.Stamp(
                        ssrc: report.ssrc, time: UInt32(truncatingIfNeeded: reference.ntpTime >> 16),
                        seen: context.time, isForward: context.isForward))
            case .delaySinceLastReceiverReport:
                var delays: [RTCPReceiverDelay] = []
                try? RTCPReceiverDelay.forEach(in: body, block) { delays.append($0) }
                for delay in delays {
                    roundTrips.observe(
                        RTCPRoundTrips.Answer(
                            ssrc: delay.ssrc, time: delay.lastReceiverReport,
                            delay: delay.delaySinceLastReceiverReport, seen: context.time,
                            isForward: context.isForward))
                }
            default: break
            }
        }
    }

    // MARK: Participants

    private mutating func update(_ ssrc: UInt32, _ context: Context, _ change: (inout RTCPParticipant) -> Void) {
        let fresh = RTCPParticipant(ssrc: SSRC(rawValue: ssrc), time: context.time, frame: context.frame)
        if context.isForward {
            Self.update(&forward, fresh, &overflow, change)
        } else {
            Self.update(&backward, fresh, &overflow, change)
        }
    }

    private static func update(
        _ participants: inout [RTCPParticipant], _ fresh: RTCPParticipant, _ overflow: inout Int,
        _ change: (inout RTCPParticipant) -> Void
    ) {
        if let index = participants.firstIndex(where: { $0.ssrc == fresh.ssrc }) {
            change(&participants[index])
        } else if participants.count < capacity {
            participants.append(fresh)
            change(&participants[participants.count - 1])
        } else {
            overflow += 1
        }
    }

    /// Adds the next piece of the capture.
    public mutating func append(_ later: RTCPTracker) {
        roundTrips.append(later.roundTrips)
        unreadable += later.unreadable
        readable += later.readable
        overflow += later.overflow
        Self.append(&forward, later.forward, &overflow)
        Self.append(&backward, later.backward, &overflow)
    }

    private static func append(
        _ participants: inout [RTCPParticipant], _ later: [RTCPParticipant], _ overflow: inout Int
    ) {
        for participant in later {
            if let index = participants.firstIndex(where: { $0.ssrc == participant.ssrc }) {
                participants[index].append(participant)
            } else if participants.count < capacity {
                participants.append(participant)
            } else {
                overflow += participant.packets
            }
        }
    }
}

extension RTCPTracker {
    /// What it takes of the heap, about: for who bounds the sum over all paths.
    package var heapBytes: Int {
        var sum = forward.heapBytes + backward.heapBytes + roundTrips.heapBytes
        for index in forward.indices { sum += forward[index].heapBytes }
        for index in backward.indices { sum += backward[index].heapBytes }
        return sum
    }
}
