import Analysis
import ClientReports
import Report

// Packets received, lost and sent: by conservation, wherever the tap stands.
extension SampleContext {
    func packetVerdicts() -> [FieldComparison] {
        points().flatMap { point in
            point.fit.track.direction == .sent ? [sent(point)] : received(point)
        }
    }

    // MARK: Sent

    private func sent(_ point: TrackPoint) -> FieldComparison {
        var spans = point.range(\.span)
        // In a gap the tap does not know yet how far the sender is: the packet that ends it says.
        if let next = point.fit.replay.next(after: point.window.end), next.span > spans.upperBound + 1 {
            spans = spans.lowerBound...(next.span - 1)
        }
        let excess = spans.widened(by: tolerances.packets).excess(of: point.point.packets)
        let before = point.before
        var result = FieldComparison(
            name(point.fit.track, "packetsSent"), unit: "packets", client: .integer(point.point.packets),
            network: .integer(nearest(spans, point.point.packets, point.middle.span)),
            relation: "equal to the span of sequence numbers at the tap, gaps included, within what was in flight",
            verdict: .agree,
            difference: Double(point.point.packets - nearest(spans, point.point.packets, point.middle.span)),
            tolerance: Double(tolerances.packets), frame: point.middle.frame)
        guard excess != 0 else { return result }
        if before > 0, spans.widened(by: tolerances.packets + 1).contains(point.point.packets - before) {
            result.verdict = .explained
            result.cause = "its first \(before) packets are not in the capture"
            result.place = network.capture.beginsMidCall == true ? .capture : .betweenTapAndClient
            return result
        }
        if !point.fit.replay.arrivals.isComplete, excess > 0 { return unkept(result) }
        if network.findings.contains(where: { $0.code == .lossPassedOn }),
            point.range(\.unique).widened(by: tolerances.packets).contains(point.point.packets)
        {
            result.verdict = .explained
            result.cause = "it passes on the gaps of what it received, and counts the packets that it really sent"
            result.place = .client
            return result
        }
        result.verdict = .disagree
        result.cause =
            excess > 0
            ? "the client says it sent \(excess) more than it numbered by then: gaps are counted, so no loss explains it"
            : "the client says it sent \(-excess) fewer than had passed the tap by then"
        result.place = .client
        return result
    }

    /// The value in a range next to the client's; the one at the sample's own time if none is next.
    private func nearest(_ range: ClosedRange<Int>, _ value: Int, _ middle: Int) -> Int {
        range.contains(value)
            ? value
            : range.widened(by: tolerances.packets).contains(value)
                ? min(max(value, range.lowerBound), range.upperBound) : middle
    }

    private func unkept(_ result: FieldComparison) -> FieldComparison {
        var result = result
        result.verdict = .notComparable
        result.cause = "the capture has more packets than are kept for a comparison"
        return result
    }

    // MARK: Received and lost

    private func received(_ point: TrackPoint) -> [FieldComparison] {
        let unique = point.range(\.unique)
        let (packets, lost) = (point.point.packets, point.point.lost)
        let shown = nearest(unique, packets, point.middle.unique)
        var received = FieldComparison(
            name(point.fit.track, "packetsReceived"), unit: "packets", client: .integer(packets),
            network: .integer(shown), relation: "at most what passed the tap; the rest was lost behind it",
            verdict: .agree, difference: Double(packets - shown), tolerance: Double(tolerances.packets),
            frame: point.middle.frame)
        let excess = unique.widened(by: tolerances.packets).excess(of: packets)
        let before = point.before
        if excess != 0, before > 0, unique.widened(by: tolerances.packets + 1).contains(packets - before) {
            received.verdict = .explained
            received.cause = "its first \(before) packets are not in the capture"
            received.place = .capture
        } else if excess > 0 {
            let spans = point.range(\.span).widened(by: tolerances.packets)
            if !point.fit.replay.arrivals.isComplete {
                received = unkept(received)
            } else if let lost, packets + lost <= spans.upperBound, network.capture.lossAttribution.verdict != .network
            {
                received.verdict = .explained
                received.cause = "the capture lacks \(excess) packets that reached the client: it dropped them itself"
                received.place = .capture
            } else {
                received.verdict = .disagree
                received.cause = "the client says it received \(excess) more than passed the tap"
                received.place = .client
            }
        } else if excess < 0 {
            received.verdict = .explained
            let lostBehind = max(-excess, point.lostBehind ?? -excess)
            received.cause = "\(lostBehind) passed the tap and did not reach the client"
            received.place = .betweenTapAndClient
        }
        if received.verdict != .disagree, let entry = point.account?[index], entry.unaccounted < 0 {
            received.verdict = .disagree
            received.cause = Self.moreThanSent(-entry.unaccounted)
            received.place = .client
        }
        guard let lost else { return [received] }
        return [received, lostVerdict(point, lost: lost, received: received)]
    }

    private func lostVerdict(_ point: TrackPoint, lost: Int, received: FieldComparison) -> FieldComparison {
        let counted = point.states.map(\.clientLost)
        var result = FieldComparison(
            name(point.fit.track, "packetsLost"), unit: "packets", client: .integer(lost),
            network: .integer(point.middle.clientLost),
            relation: "received + lost + hidden = span; lost beside the tap as a client counts it", verdict: .agree,
            difference: Double(lost - point.middle.clientLost), tolerance: 0, frame: point.middle.frame)
        let isWhole = received.verdict == .agree
        if isWhole, (counted.min() ?? 0)...(counted.max() ?? 0) ~= lost { return agreed(result, lost) }
        let gaps = point.range(\.lost)
        if isWhole, gaps.contains(lost), gaps.lowerBound > 0 {
            result.network = .integer(lost)
            result.difference = 0
            result.verdict = .explained
            result.cause = "it counts every gap, long ones too, as media servers do"
            result.place = .client
            return result
        }
        if isWhole, isLateReceiver(point, lost) {
            result.verdict = .explained
            result.cause = "every gap up to its last receiver report, up to \(Self.reportSeconds) s before"
            result.place = .client
            return result
        }
        guard let entry = point.account?[index] else { return result }
        result.tolerance = Double(entry.slack)
        if received.verdict == .explained && received.place == .capture {
            result.verdict = .notComparable
            result.cause = received.cause
        } else if entry.unaccounted > 0 {
            result.verdict = .disagree
            result.network = .integer(lost + entry.unaccounted)
            result.difference = Double(-entry.unaccounted)
            result.cause =
                isWhole
                ? "\(point.middle.clientLost) gaps had passed the tap by then, and all that passed was received"
                : "\(entry.unaccounted) packets are neither received nor lost by its account, and no rule of counting hides them"
            result.place = .client
        } else if entry.unaccounted < 0 {
            result.verdict = .disagree
            result.difference = Double(-entry.unaccounted)
            result.cause = Self.moreThanSent(-entry.unaccounted)
            result.place = .client
        } else if isWhole, entry.hidden == 0 {
            // Its sum is right within what is in flight; the lost packets that it counts were still on their way.
            result = abs(lost - point.middle.clientLost) <= entry.slack ? agreed(result, lost) : result
        } else {
            result.verdict = .explained
            result.place = .betweenTapAndClient
            let behind = max(0, lost - point.middle.clientLost)
            result.cause =
                entry.hidden > 0
                ? "\(entry.hidden) more are hidden: the client counts no jump over \(point.account?.threshold ?? 50) packets"
                : "\(behind) of them were lost between the tap and the client"
        }
        return result
    }

    private static func moreThanSent(_ packets: Int) -> String {
        "received and lost together are \(packets) more than were sent"
    }

    private func agreed(_ result: FieldComparison, _ value: Int) -> FieldComparison {
        var result = result
        result.network = .integer(value)
        result.difference = 0
        return result
    }

    /// s between receiver reports, at most.
    private static let reportSeconds = 6

    /// A media server gives what it knew at its last receiver report.
    private func isLateReceiver(_ point: TrackPoint, _ lost: Int) -> Bool {
        let earlier = point.fit.replay.state(at: point.window.begin &- Int64(Self.reportSeconds) * 1_000_000_000)
        return lost > 0 && (earlier.lost...max(earlier.lost, point.middle.lost)).contains(lost)
    }
}

extension TrackFit {
    /// Packets that the client had counted before the first that the capture has: the same at every sample.
    func packetsBefore(_ clock: ComparisonClock, _ tolerances: ComparisonTolerances) -> Int {
        guard self.clock == nil, clock.isKnown else { return 0 }
        let differences = track.points.filter { $0.packets > 0 }.map { point in
            let window = clock.window(at: point.time, direction: track.direction)
            let state = replay.state(at: window.middle)
            return point.packets - (track.direction == .sent ? state.span : state.unique)
        }
        guard let least = differences.min(), let most = differences.max(), least > tolerances.packets,
            most - least <= 2 * (tolerances.packets + 1), differences.count >= ClockFit.fewestSamples
        else { return 0 }
        return (least + most) / 2
    }
}
