import Report

/// A dump of chrome://webrtc-internals. It has each metric of each entry as a series of its own, from which the getStats
/// results are put together again.
enum InternalsDumpReader {
    /// Polls are a second apart; a point further from one is none of it.
    private static let tolerance: Int64 = 500_000_000
    /// Points of all series of a connection; the browser itself keeps a thousand of each.
    private static let pointCapacity = 1 << 21

    static func read(_ dump: JSONValue, at path: FieldPath) -> [(ClientReport, ReadingNotes)] {
        guard case .object(let connections)? = dump["PeerConnections"] else { return [] }
        let agent = dump["UserAgent"]?.string ?? dump["UserAgentData"]?["userAgent"]?.string
        let path = path.key("PeerConnections")
        return connections.compactMap { member in
            let notes = ReadingNotes()
            var report = read(connection: member.value, at: path.key(member.key), notes)
            report?.userAgent = agent
            return report.map { ($0, notes) }
        }
    }

    private static func read(
        connection: JSONValue, at path: FieldPath, _ notes: ReadingNotes
    ) -> ClientReport? {
        guard var fields = ReportFields(connection, at: path, notes) else { return nil }
        let series = series(fields.peek("stats"), at: path.key("stats"), notes)
        guard series.contains(where: { isMedia($0.type) }) else { return nil }
        var reader = RawStatsReader(shape: .internalsDump, notes)
        for snapshot in snapshots(of: series) { reader.take(snapshot, at: path.key("stats")) }
        var report = reader.report
        for (index, entry) in (fields.listIfAny("updateLog") ?? []).enumerated() {
            guard var entry = ReportFields(entry, at: path.key("updateLog").index(index), notes) else { continue }
            log(&entry, &report)
        }
        fields.ignore([
            "stats", "pid", "lid", "rid", "rtcConfiguration", "constraints", "url", "updateLog", "isOpen", "connected",
        ])
        fields.noteUnknown()
        return report
    }

    private static func isMedia(_ type: String) -> Bool {
        type == "inbound-rtp" || type == "outbound-rtp" || type == "candidate-pair"
    }

    private static func log(_ entry: inout ReportFields, _ report: inout ClientReport) {
        let name = entry.textIfAny("type") ?? ""
        guard let value = entry.value("value", isNullable: true) else { return }
        let text = value.string ?? ""
        switch name {
        case "setLocalDescription", "setRemoteDescription":
            report.add(description: text, isLocal: name == "setLocalDescription")
        default: report.add(event: name, value, at: entry.timeIfAny("time") ?? entry.timeIfAny("timestamp"))
        }
    }

    // MARK: Series

    private struct Series {
        var id: String
        var type: String
        var metric: String
        var values: [JSONValue]
        var start: Int64
        var end: Int64

        /// Points are even between the first and the last.
        func time(_ index: Int) -> Int64 {
            guard values.count > 1 else { return end }
            return start + Int64(Double(end - start) * Double(index) / Double(values.count - 1))
        }
    }

    private static func series(_ stats: JSONValue?, at path: FieldPath, _ notes: ReadingNotes) -> [Series] {
        guard case .object(let members)? = stats else { return [] }
        var points = 0
        return members.compactMap { member in
            // An id may have hyphens, a metric has none; "[…]" is what the page computed.
            guard let hyphen = member.key.lastIndex(of: "-"), !member.key.hasSuffix("]"),
                case .object = member.value
            else { return nil }
            let path = path.key(member.key)
            guard let type = member.value["statsType"]?.string, !KnownFields.otherTypes.contains(type) else {
                return nil
            }
            guard let start = time(member.value["startTime"]), let end = time(member.value["endTime"]), start <= end,
                let values = values(member.value["values"]), points + values.count <= pointCapacity
            else {
                notes.add(.unusableField, at: path, "A series without its times or its values, or one too many")
                return nil
            }
            points += values.count
            return Series(
                id: String(member.key[..<hyphen]), type: type,
                metric: String(member.key[member.key.index(after: hyphen)...]), values: values, start: start, end: end)
        }
    }

    private static func time(_ value: JSONValue?) -> Int64? {
        if let number = value?.number { return ClientTime.unix(number)?.time.nanoseconds }
        return value?.string.flatMap { ClientTime.iso8601($0)?.nanoseconds }
    }

    /// "[1,2,3]": JSON in a text.
    private static func values(_ value: JSONValue?) -> [JSONValue]? {
        let list = value?.string.flatMap { try? JSONReader.read($0) } ?? value
        guard case .array(let values)? = list, !values.isEmpty else { return nil }
        return values
    }

    // MARK: Snapshots

    /// One for each poll of the longest series of media: {t, report: {id: {type, metric: value …}}}.
    private static func snapshots(of series: [Series]) -> [JSONValue] {
        let axis = axis(of: series)
        guard !axis.isEmpty else { return [] }
        // The polls of each entry, in the order in which the dump has the entries.
        var order: [String] = []
        var types: [String: String] = [:]
        var polls: [String: [Int: [JSONValue.Member]]] = [:]
        for one in series {
            if types[one.id] == nil {
                types[one.id] = one.type
                order.append(one.id)
            }
            for (index, value) in one.values.enumerated() where value != .null {
                guard let poll = nearest(to: one.time(index), in: axis) else { continue }
                polls[one.id, default: [:]][poll, default: []].append(JSONValue.Member(key: one.metric, value: value))
            }
        }
        return axis.indices.map { poll in
            let entries = order.compactMap { id -> JSONValue.Member? in
                guard let type = types[id], let members = polls[id]?[poll] else { return nil }
                let named = members.filter { $0.key != "type" } + [JSONValue.Member(key: "type", value: .string(type))]
                return JSONValue.Member(key: id, value: .object(named))
            }
            return .object([
                JSONValue.Member(key: "t", value: .number(Double(axis[poll]) / 1e6)),
                JSONValue.Member(key: "report", value: .object(entries)),
            ])
        }
    }

    private static func axis(of series: [Series]) -> [Int64] {
        let media = series.filter { isMedia($0.type) }
        guard let longest = media.max(by: { $0.values.count < $1.values.count }) else { return [] }
        return longest.values.indices.prefix(ClientReport.sampleCapacity).map { longest.time($0) }
    }

    /// Index of the poll that a point belongs to.
    private static func nearest(to time: Int64, in axis: [Int64]) -> Int? {
        var (low, high) = (0, axis.count)
        while low < high {
            let middle = (low + high) / 2
            if axis[middle] < time { low = middle + 1 } else { high = middle }
        }
        let near = [low - 1, low].filter { axis.indices.contains($0) }
        guard let best = near.min(by: { abs(axis[$0] - time) < abs(axis[$1] - time) }) else { return nil }
        return abs(axis[best] - time) <= tolerance ? best : nil
    }
}
