import Report

/// getStats() as it is: one result, a series of them, or a bundle with what else was recorded.
struct RawStatsReader {
    private(set) var report: ClientReport
    private let notes: ReadingNotes

    init(shape: ClientReportShape = .rawStats, _ notes: ReadingNotes) {
        report = ClientReport(shape: shape)
        self.notes = notes
    }

    /// Entries alone, or {t | timestamp, report | stats}.
    mutating func take(_ value: JSONValue, at path: FieldPath) {
        guard let wrapped = value["report"] ?? (value["type"] == nil ? value["stats"] : nil) else {
            return take(entries: value, at: path, otherwiseAt: nil)
        }
        guard var fields = ReportFields(value, at: path, notes) else { return }
        let time = fields.timeIfAny("t") ?? fields.timeIfAny("timestamp")
        take(entries: wrapped, at: path.key(fields.has("report") ? "report" : "stats"), otherwiseAt: time)
        fields.ignore(["t", "timestamp", "tag", "report", "stats"])
        fields.noteUnknown()
    }

    private mutating func take(entries: JSONValue, at path: FieldPath, otherwiseAt time: UnixTime?) {
        guard let snapshot = StatsSnapshot(entries, at: path, notes) else {
            return notes.addMisfit(entries, at: path, expected: "entries")
        }
        guard !snapshot.isEmpty else {
            return notes.add(.unusableField, at: path, "It holds no entries")
        }
        snapshot.addCandidates(to: &report)
        report.append(snapshot.sample(otherwiseAt: time), at: path, notes)
    }

    // MARK: Bundles

    /// {id, ua, stats, events, sdp}
    mutating func take(bundle value: JSONValue, at path: FieldPath) {
        guard var fields = ReportFields(value, at: path, notes) else { return }
        report.userAgent = fields.textIfAny("ua") ?? fields.textIfAny("userAgent")
        report.start = fields.timeIfAny("t0")
        report.end = fields.timeIfAny("t1")
        for (index, snapshot) in (fields.list("stats") ?? []).enumerated() {
            take(snapshot, at: path.key("stats").index(index))
        }
        for (index, event) in (fields.listIfAny("events") ?? []).enumerated() {
            guard var event = ReportFields(event, at: path.key("events").index(index), notes) else { continue }
            let time = event.time("t")
            report.add(event: event.text("k") ?? "", event.value("v", isNullable: true), at: time)
        }
        for (index, description) in (fields.listIfAny("sdp") ?? []).enumerated() {
            guard let fields = ReportFields(description, at: path.key("sdp").index(index), notes) else { continue }
            report.add(description: fields.peek("sdp")?.string ?? "", isLocal: fields.peek("dir")?.string == "local")
        }
        fields.ignore(["id", "options"])
        fields.noteUnknown()
    }
}

extension ClientReport {
    /// What a peer connection's events say, whatever the recorder names them: "iceconnectionstate",
    /// "oniceconnectionstatechange" …
    mutating func add(event name: String, _ value: JSONValue?, at time: UnixTime?) {
        var name = name.lowercased()
        if name.hasPrefix("on") { name.removeFirst(2) }
        if name.hasSuffix("change") { name.removeLast(6) }
        switch name {
        case "iceconnectionstate": add(state: value, of: .ice, at: time)
        case "dtlsstate", "dtlstransportstate": add(state: value, of: .dtls, at: time)
        case "icecandidate":
            let text = value?["candidate"]?.string ?? value?.string ?? ""
            var candidate = CandidateLine.candidate(text[...])
            candidate?.firstSeen = time
            addLocal(candidate)
        case "addicecandidate":
            addRemote(CandidateLine.candidate((value?["candidate"]?.string ?? value?.string ?? "")[...]))
        default: break
        }
    }

    private mutating func add(state value: JSONValue?, of subject: ClientStateChange.Subject, at time: UnixTime?) {
        // Some write the state as it is, some as JSON in a text.
        guard let time, let text = value?.string?.filter({ $0 != "\"" }), (1...32).contains(text.utf8.count) else {
            return
        }
        add(ClientStateChange(time: time, subject: subject, state: text))
    }

    mutating func add(description: String, isLocal: Bool) {
        for candidate in CandidateLine.candidates(ofDescription: description) {
            if isLocal { addLocal(candidate) } else { addRemote(candidate) }
        }
    }
}

extension ReportFields {
    mutating func listIfAny(_ key: String) -> [JSONValue]? {
        if case .array? = peek(key) { return list(key) }
        return nil
    }
}
