import Media
import Report
import Wire

// What the diagnoses of a stream have in common.
extension FindingsJudgement {
    /// Streams long enough for a verdict on them, without those that only repeat others.
    var mainStreams: [CallStream] {
        call.streams.filter { $0.retransmission == nil && $0.figures.unique >= Self.packetsForShare }
    }

    /// Where a stream's packets went missing: undecided while the capture itself may have lost them.
    var lossPlace: FindingPlace? {
        switch capture.lossAttribution.verdict {
        case .capture, .undecidable: nil
        case .nothingLost, .network: .upstream
        }
    }

    /// Of a gap's cause, the longest first.
    func gaps(of stream: CallStream, _ cause: ReportedGapCause, from minimum: Int64) -> [GapJudgement] {
        stream.gaps.filter { $0.cause == cause && $0.gap.nanoseconds >= minimum }
            .sorted { $0.gap.nanoseconds > $1.gap.nanoseconds }
    }

    /// How long two gaps lasted together, in ns.
    static func overlap(_ one: ArrivalGap, _ other: ArrivalGap) -> Int64 {
        func end(_ gap: ArrivalGap) -> Timestamp { gap.begin.advanced(byNanoseconds: gap.nanoseconds) }
        return min(end(one), end(other)).nanoseconds(since: max(one.begin, other.begin))
    }

    static func frames(of gap: ArrivalGap) -> [UInt64] { [gap.frameBefore, gap.frameAfter] }

    static func seconds(_ nanoseconds: Int64) -> String { "\(text(Double(nanoseconds) / 1e9)) s" }

    static func percent(_ count: Int64, of total: Int64) -> Double {
        total > 0 ? Double(count) * 100 / Double(total) : 0
    }
}
