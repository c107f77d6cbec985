import Report

/// Takes the values of one document, each by its shape, and puts together what belongs to one series.
struct DocumentReader {
    private typealias Noted = (report: ClientReport, notes: ReadingNotes)

    /// Reports of one document.
    static let reportCapacity = 1024
    /// Lists in lists: an array of pages.
    private static let depth = 3

    private var finished: [Noted] = []
    private var frames: [String: (reader: DebugFrameReader, notes: ReadingNotes)] = [:]
    private var frameOrder: [String] = []
    private var timeline: (reader: DebugTimelineReader, notes: ReadingNotes)?
    private var raw: (reader: RawStatsReader, notes: ReadingNotes)?
    private var intervals: Noted?
    /// Of no known shape.
    private(set) var strays = 0
    private(set) var isAnyKnown = false

    mutating func take(_ value: JSONValue, at path: FieldPath, depth: Int = 0) {
        guard let shape = DocumentShape(value), finished.count < Self.reportCapacity else {
            strays += 1
            return
        }
        if case .list = shape {} else { isAnyKnown = true }
        switch shape {
        case .list:
            guard depth < Self.depth else { return strays += 1 }
            let isWrapped = value["data"] != nil
            for (index, element) in (value["data"] ?? value).elements.enumerated() {
                take(element, at: (isWrapped ? path.key("data") : path).index(index), depth: depth + 1)
            }
        case .documented(let shape):
            take(value, at: path) { DocumentedReader.read($0, shape: shape, at: $1, $2) }
        case .payload:
            take(value, at: path) { PayloadReader.read($0, shape: .sdkPayload, at: $1, $2) }
        case .accountEntry:
            take(value, at: path) { PayloadReader.read($0, shape: .accountEntry, at: $1, $2) }
        case .interval:
            var series = intervals ?? (ClientReport(shape: .sdkPayload), ReadingNotes())
            PayloadReader.interval(value, at: path, into: &series.report, series.notes)
            intervals = series
        case .frame: take(frame: value, at: path)
        case .timelineEntry:
            let notes = timeline?.notes ?? ReadingNotes()
            var series = timeline ?? (DebugTimelineReader(notes), notes)
            timeline = nil
            series.reader.take(value, at: path)
            timeline = series
        case .snapshot:
            let notes = raw?.notes ?? ReadingNotes()
            var series = raw ?? (RawStatsReader(notes), notes)
            raw = nil
            series.reader.take(value, at: path)
            raw = series
        case .bundle:
            let notes = ReadingNotes()
            var reader = RawStatsReader(notes)
            reader.take(bundle: value, at: path)
            finished.append((reader.report, notes))
        case .internalsDump:
            for (report, notes) in InternalsDumpReader.read(value, at: path).prefix(Self.reportCapacity) {
                finished.append((report, notes))
            }
        }
    }

    /// What may stand in the API's `data`.
    private mutating func take(
        _ value: JSONValue, at path: FieldPath, by read: (JSONValue, FieldPath, ReadingNotes) -> ClientReport?
    ) {
        let notes = ReadingNotes()
        if case .object? = value["data"], let data = value["data"] {
            if let report = read(data, path.key("data"), notes) { finished.append((report, notes)) }
        } else if let report = read(value, path, notes) {
            finished.append((report, notes))
        }
    }

    /// A live run's frames name their call; those of the SDK do not.
    private mutating func take(frame value: JSONValue, at path: FieldPath) {
        let data = value["event"] != nil ? value["data"] ?? value : value
        var key = value["call_id"]?.string ?? data["callId"]?.string ?? ""
        if DocumentShape.isSummary(data), frames[key] == nil, frames[""] != nil { key = "" }
        if frames[key] == nil {
            guard frameOrder.count < Self.reportCapacity else { return strays += 1 }
            frameOrder.append(key)
        }
        let notes = frames[key]?.notes ?? ReadingNotes()
        var series = frames.removeValue(forKey: key) ?? (DebugFrameReader(notes), notes)
        if value["event"] == nil, DocumentShape.isSummary(value) {
            series.reader.summary(value, at: path)
        } else {
            series.reader.take(value, at: path)
        }
        frames[key] = series
    }

    /// Those in which there is something to compare.
    func reports(from source: String) -> [ClientReport] {
        var all = finished
        for key in frameOrder { if let series = frames[key] { all.append((series.reader.report, series.notes)) } }
        if let timeline { all.append((timeline.reader.report, timeline.notes)) }
        if let raw { all.append((raw.reader.report, raw.notes)) }
        if let intervals { all.append(intervals) }
        var reports = all.filter(\.report.isUsable).map { report, notes in
            var report = report
            report.sources = [source]
            SampleOrder.settle(&report, notes)
            if let pair = report.pair, let last = report.samples.indices.last { report.samples[last].pair = pair }
            if let transport = report.transport, let last = report.samples.indices.last {
                report.samples[last].transport = transport
            }
            report.notes = notes.notes
            return report
        }
        if strays > 0, !reports.isEmpty {
            reports[0].notes.append(
                ClientReportNote(
                    kind: .unusableField, path: "", text: "Beside it stands what is no client report, \(strays) times.")
            )
        }
        return reports
    }
}
