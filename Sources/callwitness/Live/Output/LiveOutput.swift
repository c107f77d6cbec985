import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a live capture's events and reports go.
final class LiveOutput: Sendable {
    /// How long a reader may take nothing at the end, in ns.
    private static let patience: Int64 = 10_000_000_000

    let events: EventOutput?
    let directory: ReportDirectory?

    /// Opens what is there to be opened; `start` must follow.
    ///
    /// - Parameters:
    ///   - output: a directory for reports, or a file for events; nil for events to stdout alone.
    ///   - showsEvents: false where a view has the terminal.
    ///   - owner: whom a directory that is made is for.
    init(_ output: String?, showsEvents: Bool, owner: Rights.User?) throws {
        guard let output, output != "-" else {
            events = showsEvents ? try EventOutput(nil) : nil
            directory = nil
            return
        }
        let isThere = unsafe access(output, F_OK) == 0
        guard try OutputDirectory.isMeant(by: output) else {
            events = try EventOutput(output)
            directory = nil
            return
        }
        if !isThere { Rights.give(output, to: owner) }
        let events = showsEvents ? try EventOutput(nil) : nil
        self.events = events
        directory = ReportDirectory(output) { report, name in
            events?.put(StatsReportEvent(report, whole: name.map { .file($0) } ?? .lost))
        }
    }

    /// Starts the threads that write.
    func start() throws {
        try events?.start()
        try directory?.start()
    }

    func put(_ report: CallReport) {
        if let directory { directory.put(report) } else { events?.put(StatsReportEvent(report)) }
    }

    /// The same when there is no capture any more that it could hold up.
    func putPatiently(_ report: CallReport) {
        directory?.waitForRoom(within: Self.patience)
        events?.waitForRoom(within: Self.patience)
        put(report)
    }

    /// Takes frames together: each hand-over wakes a thread.
    func put(_ frames: [StatsFrameEvent]) {
        guard let events, !frames.isEmpty else { return }
        var json = JSONWriter()
        for frame in frames {
            frame.write(to: &json)
            json.endDocument()
        }
        events.put(lines: json.bytes, count: UInt64(frames.count))
    }

    func put(_ health: CaptureHealthEvent) {
        events?.put(lines: health.json(pretty: false) + [UInt8(ascii: "\n")], count: 1)
    }

    /// Nobody reads the events, and nothing else is written.
    var isPointless: Bool { directory == nil && events?.isBroken == true }
    var eventsDropped: UInt64 { events?.dropped ?? 0 }
    var reportsLost: UInt64 { directory?.lost ?? 0 }

    func reopen() { events?.reopen() }

    /// Writes the reports that wait for the disk, and the events so far.
    func finishReports() {
        directory?.finish(within: 60_000_000_000)
        events?.drain(within: Self.patience)
    }

    /// Writes the events that wait, for so long as a reader may take.
    func finish() {
        if let events, !events.finish(within: Self.patience), !events.isBroken {
            Diagnostics.error("nobody took the last events in 10 s: \(events.dropped) are lost.")
        }
    }
}
