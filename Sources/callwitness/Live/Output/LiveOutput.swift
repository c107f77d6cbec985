import Report

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a live capture's events and reports go.
final class LiveOutput: Sendable {
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

    func put(_ frame: StatsFrameEvent) { events?.put(line: frame.json(pretty: false) + [UInt8(ascii: "\n")]) }
    func put(_ health: CaptureHealthEvent) { events?.put(line: health.json(pretty: false) + [UInt8(ascii: "\n")]) }

    /// Nobody reads the events, and nothing else is written.
    var isPointless: Bool { directory == nil && events?.isBroken == true }
    var eventsDropped: UInt64 { events?.dropped ?? 0 }
    var reportsLost: UInt64 { directory?.lost ?? 0 }

    func reopen() { events?.reopen() }

    /// Writes the reports that wait for the disk.
    func finishReports() { directory?.finish(within: 60_000_000_000) }

    /// Writes the events that wait, for so long as a reader may take.
    func finish() {
        if let events, !events.finish(within: 10_000_000_000), !events.isBroken {
            Diagnostics.error("nobody took the last events in 10 s: \(events.dropped) are lost.")
        }
    }
}
