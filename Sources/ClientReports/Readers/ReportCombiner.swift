import Report

/// Puts the parts of one call together: the same call id in the same shape. What came twice is dropped; what contradicts
/// another report of the same call (the far end may use the same id) stays a report of its own.
enum ReportCombiner {
    static func combine(_ reports: [ClientReport]) -> [ClientReport] {
        var groups: [[ClientReport]] = []
        var byCall: [Call: [Int]] = [:]
        for report in reports {
            let call = Call(shape: report.shape, id: report.callID)
            let group = byCall[call, default: []].first { index in
                report.callID == nil
                    ? isRepeat(report, of: groups[index][0]) : groups[index].allSatisfy { belong(report, $0) }
            }
            if let group {
                groups[group].append(report)
            } else {
                byCall[call, default: []].append(groups.count)
                groups.append([report])
            }
        }
        return groups.map { $0.count == 1 ? missingParts($0[0]) : together($0) }
    }

    private struct Call: Hashable {
        var shape: ClientReportShape
        var id: String?
    }

    /// Whatever file it came from, and what was remarked in reading it.
    private static func isRepeat(_ report: ClientReport, of other: ClientReport) -> Bool {
        report.samples == other.samples && report.start == other.start
            && report.localCandidates == other.localCandidates
            && report.stateChanges == other.stateChanges && report.pair == other.pair
    }

    /// Parts of one client's report: of different numbers, or those in which the same time has the same figures.
    private static func belong(_ one: ClientReport, _ other: ClientReport) -> Bool {
        if !one.segments.isEmpty, !other.segments.isEmpty, Set(one.segments).isDisjoint(with: other.segments) {
            return true
        }
        guard let first = one.samples.first, let last = one.samples.last, let otherFirst = other.samples.first,
            let otherLast = other.samples.last
        else { return true }
        if last.time < otherFirst.time || otherLast.time < first.time { return true }
        let begin = max(first.time, otherFirst.time)
        let end = min(last.time, otherLast.time)
        return one.samples.filter { (begin...end).contains($0.time) }
            == other.samples.filter { (begin...end).contains($0.time) }
    }

    private static func together(_ parts: [ClientReport]) -> ClientReport {
        let notes = ReadingNotes()
        var kept: [ClientReport] = []
        for part in parts {
            if let number = part.segments.first, kept.contains(where: { $0.segments == part.segments }) {
                notes.add(.repeated, at: FieldPath("segment"), "Part \(number) came again and is left out")
            } else if part.segments.isEmpty, kept.contains(where: { isRepeat(part, of: $0) }) {
                notes.add(.repeated, at: .root, "The same report again is left out")
            } else {
                kept.append(part)
            }
        }
        let ordered = kept.enumerated().sorted {
            ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
        }
        if ordered.map(\.offset) != Array(ordered.indices) {
            notes.add(.reordered, at: FieldPath("segment"), "The parts came in another order than that of time")
        }
        var whole = ordered[0].element
        for part in ordered.dropFirst() { whole.add(part.element) }
        whole.sources = parts.flatMap(\.sources).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        SampleOrder.settle(&whole, notes)
        let own = whole.notes
        whole.notes = []
        for note in own + notes.notes where whole.notes.count < ReadingNotes.capacity {
            if !whole.notes.contains(where: { $0.kind == note.kind && $0.path == note.path }) {
                whole.notes.append(note)
            }
        }
        return missingParts(whole)
    }

    /// Numbers count from 0; how many there should be nobody says.
    private static func missingParts(_ report: ClientReport) -> ClientReport {
        var report = report
        // What one document lacked another may have had.
        report.notes.removeAll { $0.kind == .missing && $0.path == "segment" }
        guard let last = report.segments.last, report.segments.count <= last else { return report }
        let present = Set(report.segments)
        let missing = (0...last).filter { !present.contains($0) }
        let numbers = missing.prefix(8).map(String.init).joined(separator: ", ") + (missing.count > 8 ? " …" : "")
        report.notes.append(
            ClientReportNote(
                kind: .missing, path: "segment",
                text: missing.count == 1 ? "Part \(numbers) is missing." : "Parts \(numbers) are missing."))
        return report
    }
}

extension ClientReport {
    /// Parts go by their number; without one by their time.
    fileprivate var place: Int64 {
        segments.first.map { Int64($0) } ?? samples.first?.time.nanoseconds ?? start?.nanoseconds ?? 0
    }

    /// A later part of the same report: it knows the end.
    fileprivate mutating func add(_ later: ClientReport) {
        telnyxSessionID = telnyxSessionID ?? later.telnyxSessionID
        telnyxLegID = telnyxLegID ?? later.telnyxLegID
        sdkVersion = sdkVersion ?? later.sdkVersion
        userAgent = userAgent ?? later.userAgent
        durationSeconds = [durationSeconds, later.durationSeconds].compactMap { $0 }.max()
        start = [start, later.start].compactMap { $0 }.min()
        end = [end, later.end].compactMap { $0 }.max()
        segments = Set(segments + later.segments).sorted()
        samples += later.samples.prefix(max(0, Self.sampleCapacity - samples.count))
        pair = later.pair ?? pair
        transport = later.transport ?? transport
        for candidate in later.localCandidates { addLocal(candidate) }
        for candidate in later.remoteCandidates { addRemote(candidate) }
        for change in later.stateChanges where !stateChanges.contains(change) { add(change) }
        notes += later.notes
    }
}
