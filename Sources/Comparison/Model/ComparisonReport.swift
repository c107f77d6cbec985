public import ClientReports
public import Report

public enum ComparisonVerdict: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    case agree
    case explained
    case disagree
    /// No call of the capture is the one that the client speaks of.
    case noMatch = "no_match"
}

/// A client's report laid beside the capture.
public struct ComparisonReport: Hashable, Sendable, JSONRepresentable {
    /// Of the call in the capture; the client's own where none matches.
    public var callID: String?
    public var verdict: ComparisonVerdict
    /// One paragraph for a ticket.
    public var summary: String
    public var client: ClientDescription
    /// Null without a match or without counters.
    public var clock: ClockDescription?
    public var match: MatchDescription
    /// Of the whole call.
    public var fields: [FieldComparison]
    /// Sample by sample.
    public var intervals: [IntervalComparison]
    public var findings: [ComparisonFinding]

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("verdict", verdict)
            $0.member("summary", summary)
            $0.member("client", client)
            $0.member("clock", clock)
            $0.member("match", match)
            $0.member("fields", fields)
            $0.member("intervals", intervals)
            $0.member("findings", findings)
        }
    }
}

/// What was read, and in which shape.
public struct ClientDescription: Hashable, Sendable, JSONRepresentable {
    public var sources: [String]
    public var shape: ClientReportShape
    public var callID: String?
    public var sdkVersion: String?
    public var userAgent: String?
    public var samples: Int
    public var begin: UnixTime?
    public var end: UnixTime?
    public var notes: [ClientReportNote]

    init(_ report: ClientReport) {
        sources = report.sources
        shape = report.shape
        callID = report.callID
        sdkVersion = report.sdkVersion
        userAgent = report.userAgent
        samples = report.samples.count
        begin = report.start ?? report.samples.first.map { $0.start ?? $0.time }
        end = report.end ?? report.samples.last?.time
        notes = report.notes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("sources", sources)
            $0.member("shape", shape)
            $0.member("call_id", callID)
            $0.member("sdk_version", sdkVersion)
            $0.member("user_agent", userAgent)
            $0.member("samples", samples)
            $0.member("begin", begin)
            $0.member("end", end)
            $0.member("notes", notes.map { Note(value: $0) })
        }
    }
}

private struct Note: JSONRepresentable {
    var value: ClientReportNote

    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("kind", value.kind.rawValue)
            $0.member("path", value.path)
            $0.member("text", value.text)
        }
    }
}

/// The client's clock beside the capture's.
public struct ClockDescription: Hashable, Sendable, JSONRepresentable {
    /// The client's less the capture's, at the call's begin.
    public var offsetMilliseconds: Double?
    public var driftPPM: Double?
    public var uncertaintyMilliseconds: Double?
    public var confidence: ReportedConfidence
    /// What it was fitted on.
    public var basis: String

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("offset_ms", offsetMilliseconds, decimals: 3)
            $0.member("drift_ppm", driftPPM, decimals: 3)
            $0.member("uncertainty_ms", uncertaintyMilliseconds, decimals: 3)
            $0.member("confidence", confidence)
            $0.member("basis", basis)
        }
    }
}

/// Why this call and this side of it, or why none.
public struct MatchDescription: Hashable, Sendable, JSONRepresentable {
    /// The side that the report speaks for, as the capture names it: its address.
    public var side: String?
    /// Of the chosen call; what is less than `neededScore` is none.
    public var score: Int
    public var neededScore: Int
    public var reasons: [String]
    public var against: [String]
    /// Where the tap stands, as seen from this client.
    public var tap: ReportedTapPlace?
    public var tapEvidence: [String]
    /// The other calls and sides that came next, best first.
    public var others: [Nearest]

    public struct Nearest: Hashable, Sendable, JSONRepresentable {
        public var callID: String
        public var side: String?
        public var score: Int
        public var reasons: [String]
        public var against: [String]

        public func write(to json: inout JSONWriter) {
            json.object {
                $0.member("call_id", callID)
                $0.member("side", side)
                $0.member("score", score)
                $0.member("reasons", reasons)
                $0.member("against", against)
            }
        }
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("score", score)
            $0.member("needed_score", neededScore)
            $0.member("reasons", reasons)
            $0.member("against", against)
            $0.member("tap", tap)
            $0.member("tap_evidence", tapEvidence)
            $0.member("others", others)
        }
    }
}

public struct IntervalComparison: Hashable, Sendable, JSONRepresentable {
    /// By the capture's clock.
    public var from: UnixTime?
    public var to: UnixTime
    public var fields: [FieldComparison]

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", from)
            $0.member("to", to)
            $0.member("fields", fields)
        }
    }
}

/// What the differences mean.
public struct ComparisonFinding: Hashable, Sendable, JSONRepresentable {
    public var code: ComparisonFindingCode
    public var severity: FindingSeverity
    public var title: String
    public var evidence: [FindingEvidence]
    public var place: ComparisonPlace?
    public var action: String?

    init(
        _ code: ComparisonFindingCode, _ severity: FindingSeverity, _ title: String, evidence: [FindingEvidence] = [],
        place: ComparisonPlace? = nil, action: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.title = title
        self.evidence = evidence
        self.place = place
        self.action = action
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("code", code)
            $0.member("severity", severity)
            $0.member("title", title)
            $0.member("evidence", evidence)
            $0.member("where", place)
            $0.member("action", action)
        }
    }
}

/// The findings that a comparison may have; docs/comparing.md describes each.
public enum ComparisonFindingCode: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    case lostBetweenTapAndClient = "lost_between_tap_and_client"
    case lostBeforeTap = "lost_before_tap"
    case outageHiddenByClient = "outage_hidden_by_client"
    case lossDenied = "loss_denied"
    case lossInvented = "loss_invented"
    case packetsSentInflated = "packets_sent_inflated"
    case packetsSentUnderstated = "packets_sent_understated"
    case packetsReceivedInflated = "packets_received_inflated"
    case moreThanSent = "more_than_sent"
    case bytesIncludeHeaders = "bytes_include_headers"
    case wrongUnit = "wrong_unit"
    case jitterBetweenTapAndClient = "jitter_between_tap_and_client"
    case clockOffset = "clock_offset"
    case clockUnknown = "clock_unknown"
    case dtlsClaimed = "dtls_claimed"
    case iceClaimed = "ice_claimed"
    case otherPair = "other_pair"
    case soundNotPlayed = "sound_not_played"
    case intervalMissing = "interval_missing"
    case intervalRepeated = "interval_repeated"
    case fieldDisagrees = "field_disagrees"
}
