import Analysis
import Report
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The view of live calls on a terminal: collects what it shows, and shows it when something has changed.
struct LiveView {
    /// How often it is drawn when no key asks for it.
    private static let step: Int64 = 1_000_000_000
    /// Frames are complete so long after their second.
    private static let lag: Int64 = 300_000_000

    private let screen: TerminalScreen
    private let errors = HeldErrors()
    private let thresholds: QualityThresholds
    private let isUnicode = TerminalScreen.isUnicode
    private var state = LiveViewState()
    private var keys = LiveKeyDecoder()
    /// Of the round that is complete, and of the one that is not.
    private var rows: [LiveCallRow] = []
    private var references: [String: CallReference] = [:]
    private var nextRows: [LiveCallRow] = []
    private var nextReferences: [String: CallReference] = [:]
    /// Of the call that is opened.
    private var opened: String?
    private var report: CallReport?
    private var history: [LiveCallRow] = []
    private var nextDrawing: Int64 = 0
    private var isStale = true

    init(thresholds: QualityThresholds) throws {
        self.thresholds = thresholds
        screen = try TerminalScreen()
    }

    var wantsToQuit: Bool { state.wantsToQuit }
    /// What to wait for besides packets.
    var descriptor: Int32? { screen.hasKeys ? STDIN_FILENO : nil }

    // MARK: What comes in

    mutating func collect(_ progress: CallProgress, _ call: CallReference) {
        nextRows.append(LiveCallRow(progress))
        nextReferences[progress.callID] = call
    }

    mutating func endRound() {
        (rows, references) = (nextRows, nextReferences)
        (nextRows, nextReferences) = ([], [:])
        isStale = true
    }

    mutating func readKeys() {
        let (_, height) = TerminalScreen.size
        let bytes = screen.readKeys()
        // An escape alone in what has come is the key.
        for key in keys.decode(bytes) + (bytes.last == 0x1B ? keys.flush() : []) {
            state.handle(key, rows: state.visible(rows, thresholds), height: height)
        }
        isStale = true
    }

    mutating func resize() {
        screen.invalidate()
        isStale = true
    }

    // MARK: What goes out

    mutating func draw(_ analyzer: borrowing Analyzer, health: CaptureHealthEvent, at now: Int64, time: Timestamp) {
        let isDue = now >= nextDrawing
        guard isStale || isDue else { return }
        follow(analyzer, time: time, isDue: isDue)
        if isDue { nextDrawing = now &+ Self.step }
        let (columns, height) = TerminalScreen.size
        let model = LiveViewModel(
            health: health, rows: rows, thresholds: thresholds, report: report, history: history, isUnicode: isUnicode)
        isStale = !screen.show(model.screen(state, columns: columns, height: height), columns: columns, height: height)
    }

    /// Keeps up with the call that is opened, a second at a time.
    private mutating func follow(_ analyzer: borrowing Analyzer, time: Timestamp, isDue: Bool) {
        guard case .call(let id) = state.page, let call = references[id] else {
            (opened, report, history) = (nil, nil, [])
            return
        }
        let isNew = opened != id
        guard isNew || isDue else { return }
        if isNew { history = [] }
        opened = id
        let end = Timestamp(
            nanoseconds: (time.nanoseconds &- Self.lag) / 1_000_000_000 * 1_000_000_000)
        let before = history.last?.timestamp.nanoseconds ?? end.nanoseconds &- 61 * 1_000_000_000
        for second in stride(from: before + 1_000_000_000, through: end.nanoseconds, by: 1_000_000_000).suffix(60) {
            let to = Timestamp(nanoseconds: second)
            guard let progress = analyzer.progress(of: call, from: to.advanced(byNanoseconds: -1_000_000_000), to: to),
                progress.callID == id
            else { continue }
            history.append(LiveCallRow(progress))
        }
        history.removeFirst(max(0, history.count - 60))
        report = analyzer.reportNow(of: call)
    }

    /// Gives the terminal back.
    mutating func close() {
        screen.close()
        errors.release()
    }
}
