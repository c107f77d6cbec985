import Analysis
import ClientReports
import Report

// Payload and header bytes: of the very packets that the client counted where the tap saw them all; else between the sums of
// the smallest and of the largest.
extension SampleContext {
    func byteVerdicts(_ packets: [FieldComparison]) -> [FieldComparison] {
        let wrong = Set(packets.lazy.filter { $0.verdict == .disagree }.map(\.field))
        return points().flatMap { point -> [FieldComparison] in
            let track = point.fit.track
            let (payload, header): (Int?, Int?) =
                track.direction == .sent
                ? (sample.outbound(track)?.bytesSent, sample.outbound(track)?.headerBytesSent)
                : (sample.inbound(track)?.bytesReceived, sample.inbound(track)?.headerBytesReceived)
            let suffix = track.direction == .sent ? "Sent" : "Received"
            guard !wrong.contains(name(track, "packets\(suffix)")) else {
                return [
                    payload.map { (name(track, "bytes\(suffix)"), $0) },
                    header.map { (name(track, "headerBytes\(suffix)"), $0) },
                ]
                .compactMap(\.self).map { field, bytes in
                    FieldComparison(
                        field, unit: "bytes", client: .integer(bytes), network: nil,
                        relation: "of the packets that it counts", verdict: .notComparable,
                        cause: "its count of packets cannot be true, so it is not known whose bytes these are")
                }
            }
            return [
                payload.map { bytes($0, point, name(track, "bytes\(suffix)"), isPayload: true) },
                header.map { bytes($0, point, name(track, "headerBytes\(suffix)"), isPayload: false) },
            ].compactMap(\.self)
        }
    }

    private func bytes(_ client: Int, _ point: TrackPoint, _ field: String, isPayload: Bool) -> FieldComparison {
        let value: (StreamReplay.State) -> Int? = isPayload ? \.payloadBytes : \.headerBytes
        let isSent = point.fit.track.direction == .sent
        let count: (StreamReplay.State) -> Int = isSent ? \.span : \.unique
        var result = FieldComparison(
            field, unit: "bytes", client: .integer(client), network: value(point.middle).map { .integer($0) },
            relation: "\(isPayload ? "payload" : "headers") of the packets that it counts, exactly", verdict: .agree,
            tolerance: 0, frame: point.middle.frame)
        guard let stood = value(point.middle) else {
            result.verdict = .notComparable
            result.cause = "the SRTP tag's length is not known, so the payload's is not"
            return result
        }
        result.difference = Double(client - stood)
        // Any moment about the sample's at which the count is the client's.
        let packets = point.point.packets
        let same = point.states.filter { count($0) == packets && holdsSamePackets($0, point, isSent: isSent) }
        if let exact = same.first(where: { value($0) == client }) {
            result.network = .integer(client)
            result.difference = 0
            result.frame = exact.frame
            return result
        }
        let bounds = self.bounds(
            point, value, count, lengths: isPayload ? point.fit.replay.payloadLengths : point.fit.replay.headerLengths)
        result.tolerance = Double(bounds.upperBound - bounds.lowerBound) / 2
        if bounds.contains(client) {
            guard same.isEmpty else {
                // The tap saw these very packets, and they had other bytes.
                return disagreeing(result, client, same.compactMap(value), point, isPayload, packets: packets)
            }
            let isNear =
                abs(packets - count(point.middle)) <= tolerances.packets
                && (point.account?[index]?.missing ?? 0) == 0
            let isLossless = (isSent ? point.middle.lost : point.point.lost ?? 0) == 0
            result.verdict = isNear && isLossless ? .agree : .explained
            if result.verdict == .explained {
                result.cause =
                    isSent
                    ? "\(point.middle.lost) of its packets never came to the tap; their sizes lie among the others'"
                    : "which packets were lost behind the tap, only their sizes can say: they lie among the others'"
                result.place = .betweenTapAndClient
            }
            return result
        }
        return disagreeing(result, client, [stood], point, isPayload, packets: packets)
    }

    /// Whether the packets that the client counts are those that the tap had seen by then, none lost on either side of it.
    private func holdsSamePackets(_ state: StreamReplay.State, _ point: TrackPoint, isSent: Bool) -> Bool {
        if isSent { return state.lost == 0 }
        guard let lost = point.point.lost else { return isBesideClient }
        return lost == state.clientLost || lost == state.lost
    }

    private func disagreeing(
        _ result: FieldComparison, _ client: Int, _ stood: [Int], _ point: TrackPoint, _ isPayload: Bool, packets: Int
    ) -> FieldComparison {
        var result = result
        result.verdict = .disagree
        result.place = .client
        let nearest = stood.min { abs(client - $0) < abs(client - $1) } ?? 0
        result.network = .integer(nearest)
        result.difference = Double(client - nearest)
        let more = client - nearest
        let tag = point.fit.replay.arrivals.tagLength ?? 0
        if isPayload, packets > 0, includesHeaders(client, point) {
            result.cause = "\(more) bytes more are the RTP headers of its packets: getStats counts payload alone"
        } else if isPayload, packets > 0, tag > 0, abs(more - packets * tag) <= tag {
            result.cause = "\(more) bytes more are the SRTP tags of its packets: getStats counts payload alone"
        } else {
            result.cause = "those packets had \(nearest) bytes"
        }
        return result
    }

    /// Whether it is payload and headers together of the packets about that time, but for one packet's; those that only one
    /// of the two saw are as large as any.
    private func includesHeaders(_ client: Int, _ point: TrackPoint) -> Bool {
        let (payloads, headers) = (point.fit.replay.payloadLengths, point.fit.replay.headerLengths)
        let largest = payloads.upperBound + headers.upperBound
        return point.states.contains { state in
            guard let payload = state.payloadBytes, let header = state.headerBytes, header > largest else {
                return false
            }
            let missing = point.point.packets - state.unique
            let ends = [missing * (payloads.lowerBound + headers.lowerBound), missing * largest]
            let sum = payload + header
            return ((ends.min() ?? 0) + sum - largest...(ends.max() ?? 0) + sum + largest).contains(client)
        }
    }

    /// What the client's packets may sum up to: those that passed the tap, less or more the ones that only one of the two
    /// saw, each as small or as large as any.
    private func bounds(
        _ point: TrackPoint, _ value: (StreamReplay.State) -> Int?, _ count: (StreamReplay.State) -> Int,
        lengths: ClosedRange<Int>
    ) -> ClosedRange<Int> {
        let packets = point.point.packets
        let sums = point.states.map { state -> ClosedRange<Int> in
            let sum = value(state) ?? 0
            let missing = packets - state.unique
            return missing >= 0
                ? (sum + missing * lengths.lowerBound)...(sum + missing * lengths.upperBound)
                : (sum + missing * lengths.upperBound)...(sum + missing * lengths.lowerBound)
        }
        return (sums.map(\.lowerBound).min() ?? 0)...(sums.map(\.upperBound).max() ?? 0)
    }
}
