import ICE
import Media
import Report
import Wire

extension CallJudgement {
    func report(of stream: CallStream) -> StreamReport {
        let figures = stream.figures
        var report = StreamReport(ssrc: SynchronizationSource(stream.ssrc), direction: direction(of: stream))
        report.kind = stream.kind
        if let leg = stream.legs.last {
            report.from = TransportAddress(facts.paths[leg.path].source(isForward: leg.isForward))
            report.to = TransportAddress(facts.paths[leg.path].source(isForward: !leg.isForward))
        }
        report.paths = stream.legs.indices.map { pathReport(stream.legs[$0]) }
        report.payloadTypes = figures.payloadTypes.map { payloadType($0, of: stream) }
        report.retransmits = stream.primary.map { SynchronizationSource($0) }
        report.audioLevel = stream.audioLevel?.report
        report.activity = activity(of: stream)
        report.packets = Int(figures.unique)
        report.expected = Int(figures.expected)
        report.lost = Int(figures.lost)
        report.addTiming(of: stream)
        report.duplicates = Int(figures.duplicates)
        report.reordered = Int(figures.reordered)
        report.late = Int(figures.late)
        report.lossRuns = figures.lossRuns.runs.map { LossRunReport(length: Int($0.length), count: Int($0.count)) }
        if figures.jitterLast != nil {
            report.jitter = JitterReport(
                lastMilliseconds: figures.jitterLast, meanMilliseconds: figures.jitterMean,
                maximumMilliseconds: figures.jitterMaximum)
        }
        report.payloadBytes = payloadBytes(of: stream)
        report.headerBytes = headerBytes(of: stream)
        report.udpPayloadBytes = Int(figures.bytes.udpPayload)
        let span = Double(figures.lastTime.nanoseconds(since: figures.firstTime)) / 1e9
        if span > 0 { report.bitrateBitsPerSecond = Int(Double(figures.bytes.udpPayload) * 8 / span) }
        report.firstSeen = UnixTime(figures.firstTime)
        report.lastSeen = UnixTime(figures.lastTime)
        report.firstFrame = figures.firstFrame
        report.lastFrame = figures.lastFrame
        report.segments = streamSegments(stream)
        return report
    }

    private func pathReport(_ leg: CallStream.Leg) -> StreamPath {
        let path = facts.paths[leg.path]
        let headers = leg.ipHeaders
        return StreamPath(
            transport: path.transport.name, relay: path.relay.map { TransportAddress($0.server) },
            from: TransportAddress(path.source(isForward: leg.isForward)),
            to: TransportAddress(path.source(isForward: !leg.isForward)), packets: Int(leg.tracker.sequence.unique),
            lost: Int(leg.tracker.sequence.lost), hopLimits: headers.map(\.hopLimit).distinct(),
            dscp: headers.map(\.dscp).distinct(), ecn: headers.map(\.ecn).distinct(), ipHeaders: headers,
            firstSeen: UnixTime(leg.tracker.first.time), lastSeen: UnixTime(leg.tracker.last.time))
    }

    private func payloadType(_ count: PayloadTypeCounts.Count, of stream: CallStream) -> PayloadTypeReport {
        let judgement = PayloadTypeJudgement(count, of: stream, given: options.clockRates)
        var report = PayloadTypeReport(
            payloadType: Int(count.payloadType.rawValue), codec: judgement.codec, packets: Int(count.packets))
        if let clock = judgement.clock {
            report.clockRateHertz = Int(clock.rate.rawValue)
            switch clock.source {
            case .sdp: report.clockRateSource = .sessionDescription
            case .operator: report.clockRateSource = .operatorMap
            case .static: report.clockRateSource = .staticPayloadType
            case .inferred: report.clockRateSource = .inferred
            }
            report.clockRateConfidence =
                clock.source == .inferred ? ReportedConfidence(share: clock.confidence) : .certain
        }
        return report
    }

    private func streamSegments(_ stream: CallStream) -> [StreamSegment] {
        let figures = stream.figures
        let levelID = stream.audioLevel?.slot.total.id
        let payload = payloadCount(of: stream)
        let threshold = stream.clientThreshold
        var segments: [StreamSegment] = []
        segments.reserveCapacity(grid.ends.count)
        var before: StreamSecond?
        for (index, end) in grid.ends.enumerated() {
            let state = index == grid.ends.count - 1 ? figures.seconds.last : figures.state(at: end)
            guard let state else { continue }
            let packets = state.unique - (before?.unique ?? 0)
            let jitter =
                figures.jitterLast == nil || packets == 0
                ? nil
                : (state.jitterSumMilliseconds - (before?.jitterSumMilliseconds ?? 0)) / Double(packets)
            segments.append(
                StreamSegment(
                    timestamp: UnixTime(end), packets: Int(state.unique), lost: Int(state.lost),
                    lostAsClientCounts: Int(state.clientLost[threshold]),
                    duplicates: Int(state.duplicates), reordered: Int(state.reordered),
                    payloadBytes: payload?.bytes(at: state), jitterMilliseconds: jitter,
                    audioLevel: levelID.flatMap { Self.level(id: $0, from: before, to: state)?.mean }))
            before = state
        }
        return segments
    }

    /// The documented segments: audio, summed over its SSRCs.
    func segments(_ rtt: RTTJudgement) -> [CallSegment] {
        let audio = streams.filter { $0.mayBeAudio }.map {
            (stream: $0, isSent: direction(of: $0) == .sent, payload: payloadCount(of: $0))
        }
        var before = Totals()
        var leader: StreamSecond?
        let received = receivedAudio
        let main = Self.main(of: received)
        let knowsSent = !isUncaptured(perspective.client)
        let knowsReceived = !isUncaptured(1 - perspective.client)
        var levels = LevelSegments(received.map { ($0, $0.audioLevel?.slot.total.id) })
        return grid.ends.enumerated().map { index, end in
            let isLast = index == grid.ends.count - 1
            var totals = Totals()
            for (stream, isSent, payload) in audio {
                guard let state = isLast ? stream.figures.seconds.last : stream.figures.state(at: end) else { continue }
                let bytes = payload?.bytes(at: state)
                if isSent {
                    totals.packetsSent += Int(state.unique)
                    totals.bytesSent = totals.bytesSent.flatMap { sum in bytes.map { sum + $0 } }
                } else {
                    totals.packetsReceived += Int(state.unique)
                    totals.lost += Int(state.lost)
                    totals.bytesReceived = totals.bytesReceived.flatMap { sum in bytes.map { sum + $0 } }
                }
            }
            // A late packet takes a loss back; the documented counter never falls.
            totals.lost = max(totals.lost, before.lost)
            var segment = CallSegment(timestamp: UnixTime(end))
            if knowsSent {
                segment.bytesSent = totals.bytesSent
                segment.packetsSent = totals.packetsSent
            }
            if knowsReceived {
                segment.bytesReceived = totals.bytesReceived
                segment.packetsReceived = totals.packetsReceived
                segment.packetsLost = totals.lost
            }
            let newLost = totals.lost - before.lost
            let newReceived = totals.packetsReceived - before.packetsReceived
            segment.packetLossPercent = DocumentedUnits.percent(newLost, of: newLost + newReceived)
            segment.rttMilliseconds = rtt.path(at: end)
            segment.audioLevel = levels.next(isLast ? nil : end)
            if let main, main.figures.jitterLast != nil,
                let state = isLast ? main.figures.seconds.last : main.figures.state(at: end)
            {
                let packets = state.unique - (leader?.unique ?? 0)
                if packets > 0 {
                    let sum = state.jitterSumMilliseconds - (leader?.jitterSumMilliseconds ?? 0)
                    segment.jitterMilliseconds = sum / Double(packets)
                }
                leader = state
            }
            before = totals
            return segment
        }
    }

    var receivedAudio: [CallStream] { streams.filter { $0.mayBeAudio && direction(of: $0) == .received } }

    /// The stream with most packets.
    static func main(of streams: [CallStream]) -> CallStream? {
        streams.max { ($0.figures.unique, $1.ssrc) < ($1.figures.unique, $0.ssrc) }
    }

    private struct Totals {
        var packetsSent = 0
        var packetsReceived = 0
        var lost = 0
        var bytesSent: Int? = 0
        var bytesReceived: Int? = 0
    }
}
