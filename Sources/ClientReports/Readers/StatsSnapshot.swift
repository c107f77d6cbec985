import Report

/// One getStats() result: the entries that a comparison uses, put together to a sample.
struct StatsSnapshot {
    private let entries: [(value: JSONValue, type: String)]
    private let byID: [String: JSONValue]
    private let path: FieldPath
    private let notes: ReadingNotes

    /// An array of entries, or a map of them by id; nil of anything else.
    init?(_ report: JSONValue, at path: FieldPath, _ notes: ReadingNotes) {
        var byID: [String: JSONValue] = [:]
        var entries: [(value: JSONValue, type: String)] = []
        func take(_ value: JSONValue, id: String?) {
            guard let type = value["type"]?.string else {
                return notes.add(.unusableField, at: path.index(entries.count), "An entry without a type")
            }
            if let id { byID[id] = value }
            entries.append((value, type))
        }
        switch report {
        case .array(let elements): for element in elements { take(element, id: element["id"]?.string) }
        case .object(let members): for member in members { take(member.value, id: member.key) }
        default: return nil
        }
        self.entries = entries
        self.byID = byID
        self.path = path
        self.notes = notes
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Paths name entries by their type: ids are of one connection.
    private func fields(_ value: JSONValue, _ type: String) -> ReportFields? {
        ReportFields(value, at: path.key(type), notes)
    }

    /// - Parameter outer: when the snapshot was stored, for entries that do not say when they were taken.
    func sample(otherwiseAt outer: UnixTime?) -> ClientSample? {
        guard let time = time(otherwise: outer) else {
            notes.add(.unusableField, at: path, "A snapshot without a time cannot be compared")
            return nil
        }
        var sample = ClientSample(time: time)
        for (value, type) in entries {
            guard var fields = fields(value, type) else { continue }
            switch type {
            case "inbound-rtp":
                let kind = StatsEntry.kind(&fields)
                sample.inbound.append(StatsEntry.inbound(&fields, kind: kind, codec: codec(of: &fields)))
            case "outbound-rtp":
                let kind = StatsEntry.kind(&fields)
                let level = sourceLevel(of: &fields)
                sample.outbound.append(
                    StatsEntry.outbound(&fields, kind: kind, codec: codec(of: &fields), level: level))
            case "remote-inbound-rtp":
                // Of several, the one of audio.
                if StatsEntry.kind(&fields) == .audio || sample.remoteInbound == nil {
                    sample.remoteInbound = StatsEntry.remoteInbound(&fields)
                }
            case "remote-outbound-rtp":
                if StatsEntry.kind(&fields) == .audio || sample.remoteOutbound == nil {
                    sample.remoteOutbound = StatsEntry.remoteOutbound(&fields)
                }
            default: break
            }
        }
        connect(&sample)
        return sample
    }

    /// Of the streams: that is when the client counted.
    private func time(otherwise outer: UnixTime?) -> UnixTime? {
        func timestamp(_ isWanted: (String) -> Bool) -> UnixTime? {
            for (value, type) in entries where isWanted(type) {
                if let number = value["timestamp"]?.number, let time = ClientTime.unix(number)?.time { return time }
                if let text = value["timestamp"]?.string, let time = ClientTime.iso8601(text) { return time }
            }
            return nil
        }
        return timestamp { $0 == "inbound-rtp" || $0 == "outbound-rtp" } ?? outer
            ?? timestamp { $0 == "candidate-pair" || $0 == "transport" } ?? timestamp { _ in true }
    }

    private func codec(of fields: inout ReportFields) -> ClientCodec? {
        guard let id = fields.textIfAny("codecId"), let value = byID[id], var codec = self.fields(value, "codec") else {
            return nil
        }
        return StatsEntry.codec(&codec)
    }

    private func sourceLevel(of fields: inout ReportFields) -> Double? {
        guard let id = fields.textIfAny("mediaSourceId"), let value = byID[id],
            var source = self.fields(value, "media-source")
        else { return nil }
        return source.level("audioLevel")
    }

    // MARK: The connection

    private func connect(_ sample: inout ClientSample) {
        var pairID: String?
        for (value, type) in entries where type == "transport" {
            guard var fields = fields(value, type) else { continue }
            let counters = StatsEntry.counters(&fields)
            pairID = pairID ?? fields.textIfAny("selectedCandidatePairId")
            let transport = StatsEntry.transport(&fields)
            // Without bundling there are several; the first is that of the first media.
            if sample.transport == nil {
                sample.transport = transport
                if counters != ClientConnection() { sample.connection = counters }
            }
        }
        guard let value = selectedPair(pairID), var fields = fields(value, "candidate-pair") else { return }
        var connection = StatsEntry.counters(&fields)
        connection.packetsSent = connection.packetsSent ?? sample.connection?.packetsSent
        connection.packetsReceived = connection.packetsReceived ?? sample.connection?.packetsReceived
        connection.bytesSent = connection.bytesSent ?? sample.connection?.bytesSent
        connection.bytesReceived = connection.bytesReceived ?? sample.connection?.bytesReceived
        connection.roundTripMilliseconds = fields.milliseconds("currentRoundTripTime", in: StatsEntry.unit)
            .map { ClientFigure($0, .last) }
        sample.connection = connection
        var pair = StatsEntry.pairStates(&fields)
        pair.local = fields.textIfAny("localCandidateId").flatMap { candidate($0) }
        pair.remote = fields.textIfAny("remoteCandidateId").flatMap { candidate($0) }
        fields.noteUnknown()
        sample.pair = pair
    }

    /// The transport names it; browsers without that entry mark it, or have nominated one only.
    private func selectedPair(_ id: String?) -> JSONValue? {
        if let id, let pair = byID[id] { return pair }
        let pairs = entries.filter { $0.type == "candidate-pair" }.map(\.value)
        return pairs.first { $0["selected"]?.boolean == true }
            ?? pairs.first { $0["nominated"]?.boolean == true && $0["state"]?.string == "succeeded" }
    }

    private func candidate(_ id: String) -> StatedCandidate? {
        guard let value = byID[id], let type = value["type"]?.string, var fields = fields(value, type) else {
            return nil
        }
        return StatsEntry.candidate(&fields)
    }

    func addCandidates(to report: inout ClientReport) {
        for (value, type) in entries {
            switch type {
            case "local-candidate", "remote-candidate":
                guard var fields = fields(value, type) else { continue }
                let candidate = StatsEntry.candidate(&fields)
                if type == "local-candidate" { report.addLocal(candidate) } else { report.addRemote(candidate) }
            case "media-source":
                guard var fields = fields(value, type) else { continue }
                fields.ignore(KnownFields.mediaSource)
                fields.noteUnknown()
            default:
                if !KnownFields.types.contains(type), !KnownFields.otherTypes.contains(type) {
                    notes.add(.unknownField, at: path.key(type), "No comparison knows entries of this type")
                }
            }
        }
    }
}
