import Report

/// The debug stream's saved timeline: entries {event, tag, timestamp, data} of everything that a peer connection did.
struct DebugTimelineReader {
    private(set) var report = ClientReport(shape: .debugTimeline)
    private let notes: ReadingNotes
    private let unit = StatedUnit.seconds("the debug stream")

    init(_ notes: ReadingNotes) { self.notes = notes }

    mutating func take(_ value: JSONValue, at path: FieldPath) {
        guard var entry = ReportFields(value, at: path, notes) else {
            return notes.addMisfit(value, at: path, expected: "an entry")
        }
        let time = entry.timeIfAny("timestamp")
        let event = entry.textIfAny("event") ?? ""
        let tag = entry.textIfAny("tag")
        report.callID = report.callID ?? entry.textIfAny("callId") ?? entry.textIfAny("call_id")
        if event == "stats" || tag == "stats" || event.hasPrefix("telnyx.stats") {
            take(statsOf: &entry, at: time)
        } else {
            report.add(event: event, entry.peek("data"), at: time)
        }
        entry.ignore([
            "data", "peerId", "connectionId", "timeTaken", "rawStats", "statsObject", "filteredStats", "error",
        ])
        entry.noteUnknown()
    }

    /// In one of three forms: a frame, getStats entries, or those sorted by kind and direction.
    private mutating func take(statsOf entry: inout ReportFields, at time: UnixTime?) {
        let path = entry.path.key("data")
        guard let data = entry.peek("data") else { return }
        if let fields = ReportFields(data, at: path, notes) {
            if fields.has("audio") || fields.has("connection") {
                return report.append(sorted(fields, at: time), at: path, notes)
            }
            if DocumentShape.isFrame(data) {
                var frame = fields
                return report.append(DebugFrameReader.sample(&frame, otherwiseAt: time), at: path, notes)
            }
        }
        guard DocumentShape.areEntries(data), let snapshot = StatsSnapshot(data, at: path, notes) else {
            return notes.add(.unusableField, at: path, "No statistics of a known form")
        }
        snapshot.addCandidates(to: &report)
        report.append(snapshot.sample(otherwiseAt: time), at: path, notes)
    }

    /// {audio: {inbound: […], outbound: […]}, video, connection, remote: {audio: …}}
    private func sorted(_ fields: ReportFields, at outer: UnixTime?) -> ClientSample? {
        var data = fields
        guard let time = outer ?? data.timeIfAny("timestamp") else {
            notes.add(.unusableField, at: data.path, "Statistics without a time cannot be compared")
            return nil
        }
        var sample = ClientSample(time: time)
        for kind in [ClientMediaKind.audio, .video] {
            guard var media = data.objectIfSaid(kind.rawValue) else { continue }
            for (value, path) in media.elements("inbound") {
                guard var entry = ReportFields(value, at: path, notes) else { continue }
                sample.inbound.append(StatsEntry.inbound(&entry, kind: kind, unit: unit))
            }
            for (value, path) in media.elements("outbound") {
                guard var entry = ReportFields(value, at: path, notes) else { continue }
                sample.outbound.append(StatsEntry.outbound(&entry, kind: kind))
            }
            media.noteUnknown()
        }
        if var remote = data.objectIfSaid("remote"), var audio = remote.objectIfSaid("audio") {
            if let (value, path) = audio.elements("inbound").first, var entry = ReportFields(value, at: path, notes) {
                sample.remoteInbound = StatsEntry.remoteInbound(&entry)
            }
            if let (value, path) = audio.elements("outbound").first, var entry = ReportFields(value, at: path, notes) {
                sample.remoteOutbound = StatsEntry.remoteOutbound(&entry)
            }
        }
        if var fields = data.objectIfSaid("connection") { connect(&fields, &sample) }
        data.ignore(["timestamp", "remote"])
        data.noteUnknown()
        return sample
    }

    private func connect(_ fields: inout ReportFields, _ sample: inout ClientSample) {
        var connection = StatsEntry.counters(&fields)
        connection.roundTripMilliseconds = fields.milliseconds("currentRoundTripTime", in: unit)
            .map { ClientFigure($0, .last) }
        sample.connection = connection
        var pair = StatsEntry.pairStates(&fields)
        if var local = fields.objectIfSaid("local") { pair.local = StatsEntry.candidate(&local) }
        if var remote = fields.objectIfSaid("remote") { pair.remote = StatsEntry.candidate(&remote) }
        if pair != ClientPair() { sample.pair = pair }
        fields.noteUnknown()
    }
}

extension ReportFields {
    /// Of an array, each with its place; one object stands for an array of it.
    mutating func elements(_ key: String) -> [(JSONValue, FieldPath)] {
        let path = path.key(key)
        guard let value = value(key, isNullable: true) else { return [] }
        if case .object = value { return [(value, path)] }
        return value.elements.enumerated().map { ($1, path.index($0)) }
    }
}
