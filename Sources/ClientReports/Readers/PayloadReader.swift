import Report

/// The body that the SDKs post at a call's end or in parts of it (JS, iOS, Android), and the account API's entries, which are
/// such bodies with identifiers around.
enum PayloadReader {
    private static let identifiers: Set<String> = [
        "call_report_id", "voice_sdk_id", "voice_sdk_session_id", "created_at", "stored_at", "updated_at", "user_id",
        "organization_id", "id", "record_type", "version", "flushReason", "flush_reason", "logs", "account_id",
    ]
    /// Of those, such as only the account API has.
    static let accountIdentifiers: Set<String> = [
        "created_at", "stored_at", "organization_id", "user_id", "user_agent", "record_type",
    ]
    private static let summaryFields: Set<String> = [
        "destinationNumber", "callerNumber", "direction", "state", "voiceSdkSessionId", "clientSummary", "callReportId",
    ]

    static func read(
        _ value: JSONValue, shape: ClientReportShape, at path: FieldPath, _ notes: ReadingNotes
    ) -> ClientReport? {
        guard var fields = ReportFields(value, at: path, notes) else { return nil }
        var report = ClientReport(shape: shape)
        if var summary = fields.object("summary") { Self.summary(&summary, &report) }
        report.callID = report.callID ?? fields.textIfAny("call_id")
        report.telnyxLegID = report.telnyxLegID ?? fields.textIfAny("telnyx_leg_id")
        report.telnyxSessionID = report.telnyxSessionID ?? fields.textIfAny("telnyx_session_id")
        report.userAgent = fields.textIfAny("user_agent")
        let stored = fields.timeIfAny("created_at") ?? fields.timeIfAny("stored_at")
        if let segment = fields.value("segment", isNullable: true) {
            if let number = segment.integer, (0...1_000_000).contains(number) {
                report.segments = [number]
            } else {
                fields.unusable("segment", "It is no number of a part")
            }
        }
        stats(&fields, otherwiseAt: report.end ?? stored, &report)
        if var extra = fields.objectIfAny("android_extra") { androidExtra(&extra, &report) }
        fields.ignore(identifiers.union(["call_id", "telnyx_leg_id", "telnyx_session_id", "android_extra"]))
        fields.noteUnknown()
        return report
    }

    /// Intervals without the body around them.
    static func interval(_ value: JSONValue, at path: FieldPath, into report: inout ClientReport, _ notes: ReadingNotes)
    {
        guard var interval = ReportFields(value, at: path, notes) else {
            return notes.addMisfit(value, at: path, expected: "an interval")
        }
        report.append(PayloadInterval.sample(&interval, otherwiseAt: nil), at: path, notes)
    }

    private static func summary(_ summary: inout ReportFields, _ report: inout ClientReport) {
        report.callID = summary.textIfAny("callId")
        report.telnyxSessionID = summary.textIfAny("telnyxSessionId")
        report.telnyxLegID = summary.textIfAny("telnyxLegId")
        report.sdkVersion = summary.textIfAny("sdkVersion")
        report.durationSeconds = summary.number("durationSeconds", in: 0...ReportFields.largestFigure)
        report.start = summary.time("startTimestamp")
        report.end = summary.time("endTimestamp")
        summary.ignore(summaryFields)
        summary.noteUnknown()
    }

    /// An array of intervals; older entries of the account API have one object.
    private static func stats(_ fields: inout ReportFields, otherwiseAt time: UnixTime?, _ report: inout ClientReport) {
        let path = fields.path.key("stats")
        if case .object? = fields.peek("stats"), var interval = fields.object("stats") {
            if !interval.has("intervalEndUtc"), !interval.has("timestamp"), time != nil {
                fields.notes.add(.assumedUnit, at: path, "Without a time of its own, taken as of the call's end")
            }
            report.append(PayloadInterval.sample(&interval, otherwiseAt: time), at: path, fields.notes)
            return
        }
        for (index, element) in (fields.list("stats") ?? []).enumerated() {
            interval(element, at: path.index(index), into: &report, fields.notes)
        }
    }

    /// Candidates with their type, protocol and time; addresses as far as the app may show them.
    private static func androidExtra(_ extra: inout ReportFields, _ report: inout ClientReport) {
        var lists: [(JSONValue, FieldPath)] = []
        let path = extra.path.key("iceCandidates")
        switch extra.peek("iceCandidates") {
        case .array(let elements)?: lists = elements.enumerated().map { ($1, path.index($0)) }
        case .object(let members)?:
            for member in members {
                let inner = path.key(member.key)
                lists += member.value.elements.enumerated().map { ($1, inner.index($0)) }
            }
        default: break
        }
        for (element, path) in lists {
            guard var fields = ReportFields(element, at: path, extra.notes) else { continue }
            var candidate = StatedCandidate(
                type: fields.textIfAny("type") ?? fields.textIfAny("candidateType"),
                address: fields.textIfAny("address") ?? fields.textIfAny("ip"),
                port: fields.has("port") ? fields.integer("port", in: 0...65_535) : nil,
                transport: fields.textIfAny("protocol")?.lowercased())
            candidate.firstSeen = fields.timeIfAny("timestamp")
            report.addLocal(candidate)
        }
    }
}

extension ReportFields {
    /// Identifiers are null where they are not known; that is no news.
    mutating func textIfAny(_ key: String) -> String? { text(key, isNullable: true) }
}
