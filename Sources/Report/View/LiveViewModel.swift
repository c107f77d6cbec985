/// All that a view of live calls is made of.
public struct LiveViewModel: Sendable {
    public var health: CaptureHealthEvent
    public var rows: [LiveCallRow]
    public var thresholds: QualityThresholds
    /// Of the call that is opened.
    public var report: CallReport?
    /// Of the call that is opened, second by second, the latest last.
    public var history: [LiveCallRow]
    /// Whether the terminal shows more than ASCII.
    public var isUnicode: Bool

    public init(
        health: CaptureHealthEvent, rows: [LiveCallRow], thresholds: QualityThresholds = QualityThresholds(),
        report: CallReport? = nil, history: [LiveCallRow] = [], isUnicode: Bool = false
    ) {
        self.health = health
        self.rows = rows
        self.thresholds = thresholds
        self.report = report
        self.history = history
        self.isUnicode = isUnicode
    }

    /// The screen, line by line: as many lines as it has.
    public func screen(_ state: LiveViewState, columns: Int, height: Int) -> [ScreenLine] {
        let visible = state.visible(rows, thresholds)
        var lines: [ScreenLine]
        switch state.page {
        case .table: lines = LiveTable(self, state, visible).lines(columns: columns, height: height)
        case .call(let id): lines = LiveCallPage(self, id).lines(columns: columns, height: height)
        case .help: lines = LiveHelpPage.lines
        }
        lines = Array(lines.prefix(max(0, height)))
        while lines.count < height { lines.append(ScreenLine()) }
        return lines
    }

    /// The first line: what is watched, and whether the capture keeps up.
    var statusLine: ScreenLine {
        var line = ScreenLine("callwitness ", .heading)
        line.add(health.interface, .heading)
        line.add("  \(String(UTCText.parts(health.timestamp).clock.prefix(8))) UTC")
        line.add("  \(health.callsOpen) calls, \(health.callsEnded) ended  \(health.packets) packets  ")
        let drops = health.dropped
        if drops.isNone {
            line.add("no drops", .faint)
        } else {
            let isNow = !health.droppedInInterval.isNone
            line.add("\(drops.byKernel + drops.byInterface) DROPPED BY THE CAPTURE", isNow ? .bad : .doubtful)
        }
        return line
    }
}
