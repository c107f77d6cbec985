import Report
import TestSupport
import Testing

@Suite("View of live calls")
struct LiveViewTests {
    static func row(_ number: Int, loss: Double? = 0, rtt: Double? = 20, ice: ReportedICEState = .connected)
        -> LiveCallRow
    {
        var row = LiveCallRow(
            callID: "call-\(number)", firstPacket: SampleReport.start, lastPacket: SampleReport.time(59_000),
            timestamp: SampleReport.time(60_000))
        row.client = TransportAddress(ip: "192.0.2.\(number)", port: 50_000)
        row.farEnd = TransportAddress(ip: "198.51.100.1", port: 10_000)
        (row.localCandidate, row.remoteCandidate) = (.serverReflexive, .host)
        (row.iceState, row.dtlsState) = (ice, .connected)
        row.rttMilliseconds = rtt
        row.sent = LiveCallRow.Direction(jitterMilliseconds: 1.5, packetLossPercent: 0)
        row.received = LiveCallRow.Direction(jitterMilliseconds: 2, packetLossPercent: loss)
        return row
    }

    static var health: CaptureHealthEvent {
        var health = CaptureHealthEvent(timestamp: SampleReport.time(60_000), interface: "eth0")
        (health.packets, health.callsOpen, health.callsEnded) = (12_345, 3, 7)
        return health
    }

    private func text(_ lines: [ScreenLine], columns: Int = 80) -> [String] {
        lines.map { $0.text(columns: columns, isColored: false) }
    }

    private func screen(
        _ rows: [LiveCallRow], _ keys: [LiveKey] = [], columns: Int = 80, height: Int = 24
    ) -> (lines: [ScreenLine], state: LiveViewState) {
        let model = LiveViewModel(health: Self.health, rows: rows)
        var state = LiveViewState()
        for key in keys { state.handle(key, rows: state.visible(rows, model.thresholds), height: height) }
        return (model.screen(state, columns: columns, height: height), state)
    }

    @Test("On 80 by 24 a table has every column, the worst call first")
    func table() {
        let rows = [Self.row(1), Self.row(2, loss: 12.34, rtt: 400), Self.row(3, ice: .failed), Self.row(4, loss: 1.5)]
        let lines = text(screen(rows).lines)
        #expect(lines.count == 24)
        #expect(lines[0] == "callwitness eth0  19:34:20 UTC  3 calls, 7 ended  12345 packets  no drops")
        #expect(
            lines[1].trimmed == "CLIENT          FAR END         PATH   RTT   JIT %SENT %RCVD  MOS STATE    AGE")
        #expect(lines[2].contains("192.0.2.3:") && lines[2].contains("failed"))
        #expect(
            lines[3].plain.trimmed == "192.0.2.2:50000 198.51.100.1    s>h    400     2   0.0  12.3 3.00 up        1m")
        #expect(lines[4].contains("192.0.2.4"))
        #expect(lines[5].contains("192.0.2.1"))
        #expect(lines[23].hasPrefix("1-4 of 4  by worst  s sort"))
        // No line is wider than the screen.
        #expect(lines.allSatisfy { $0.plain.count <= 80 })
    }

    @Test(
        "Every size shows as many lines as it has, none wider than it",
        arguments: [(1, 1), (20, 3), (80, 24), (300, 90)])
    func sizes(columns: Int, height: Int) {
        let rows = (1...40).map { Self.row($0) }
        for keys in [[], [.enter], [.character("?")], [.end, .character("/")]] as [[LiveKey]] {
            let lines = text(screen(rows, keys, columns: columns, height: height).lines, columns: columns)
            #expect(lines.count == height)
            #expect(lines.allSatisfy { $0.plain.count <= columns })
        }
    }

    @Test("The help fits on 80 by 24")
    func help() {
        let lines = text(screen([], [.character("?")], columns: 200).lines, columns: 200)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.last == "")
    }

    @Test("Colours are the documented grades'")
    func colors() {
        func colored(_ row: LiveCallRow) -> String {
            let other = Self.row(9, ice: .failed)
            return screen([row, other]).lines[3].text(columns: 80, isColored: true)
        }
        #expect(!colored(Self.row(1)).contains("\u{1B}"))
        #expect(colored(Self.row(1, loss: 1)).contains("\u{1B}[33m  1.0\u{1B}[0m"))
        #expect(colored(Self.row(1, loss: 3.1)).contains("\u{1B}[1;31m  3.1\u{1B}[0m"))
        #expect(colored(Self.row(1, rtt: 301)).contains("\u{1B}[1;31m  301\u{1B}[0m"))
    }

    @Test("The cursor stays with its call when the order changes, and on the screen when there are more than fit")
    func cursor() {
        let rows = (1...100).map { Self.row($0) }
        var (lines, state) = screen(rows, [.end])
        #expect(state.selected == "call-9")
        #expect(lines.filter(\.isSelected).count == 1)
        #expect(lines[22].isSelected && text(lines)[23].hasPrefix("80-100 of 100"))
        state.handle(.pageUp, rows: state.visible(rows, QualityThresholds()), height: 24)
        let selected = state.selected
        let worse = rows.map { $0.callID == selected ? Self.row(Int($0.callID.dropFirst(5)) ?? 0, loss: 50) : $0 }
        let visible = state.visible(worse, QualityThresholds())
        #expect(visible.first?.callID == selected)
        lines = LiveViewModel(health: Self.health, rows: worse).screen(state, columns: 80, height: 24)
        #expect(lines[2].isSelected)
    }

    @Test("Keys sort, reverse and filter")
    func keys() {
        let rows = [Self.row(1, rtt: 5), Self.row(2, rtt: 50), Self.row(3, rtt: nil)]
        func order(_ keys: [LiveKey]) -> [String] {
            let state = screen(rows, keys).state
            return state.visible(rows, QualityThresholds()).map { String($0.callID.suffix(1)) }
        }
        #expect(order([.character("s")]) == ["2", "1", "3"])
        #expect(order([.character("s"), .character("r")]) == ["3", "1", "2"])
        #expect(order([.character("S")]) == ["1", "2", "3"])
        #expect(order([.character("/"), .character("."), .character("2"), .character(":"), .enter]) == ["2"])
        #expect(order([.character("/"), .character("x"), .backspace, .enter]).count == 3)
        #expect(order([.character("/"), .character("q"), .enter]) == [])
        #expect(order([.character("/"), .character("q"), .enter, .escape]).count == 3)
        #expect(screen(rows, [.character("q")]).state.wantsToQuit)
        #expect(!screen(rows, [.character("?"), .character("q")]).state.wantsToQuit)
        #expect(!screen(rows, [.character("/"), .character("q")]).state.wantsToQuit)
        #expect(!screen([], [.enter, .up, .down, .end, .pageUp]).state.wantsToQuit)
    }

    @Test("One call has its parties, its last minute and its events")
    func call() throws {
        var report = SampleReport.full
        report.call.callID = "call-1"
        let history = (1...30).map { second in
            var row = Self.row(1, loss: second == 20 ? 8 : 0, rtt: 20 + Double(second))
            row.timestamp = SampleReport.time(Int64(second) * 1000)
            return row
        }
        var model = LiveViewModel(health: Self.health, rows: [Self.row(1)], report: report, history: history)
        var state = LiveViewState()
        state.handle(.enter, rows: model.rows, height: 24)
        #expect(state.page == .call("call-1"))
        let lines = text(model.screen(state, columns: 80, height: 24))
        #expect(lines[1].hasPrefix("CALL call-1"))
        #expect(lines.contains { $0.hasPrefix("path         relay ") })
        let loss = try #require(lines.first { $0.hasPrefix("% lost rcvd") })
        #expect(
            loss == "% lost rcvd  " + String(repeating: " ", count: 30) + String(repeating: "_", count: 19)
                + "#__________ 0")
        let rtt = try #require(lines.first { $0.hasPrefix("RTT ms") })
        #expect(rtt.hasSuffix(" 50"))
        #expect(lines.contains("TIMELINE"))
        let last = try #require(report.network.timeline.events.last)
        #expect(lines.contains { $0.hasSuffix(last.text.prefix(40)) || $0.contains(last.text.prefix(40)) })
        model.isUnicode = true
        #expect(text(model.screen(state, columns: 80, height: 24)).contains { $0.contains("█") })
        // It ends while it is open.
        model.report = nil
        #expect(text(model.screen(state, columns: 80, height: 24))[1] == "  call-1 has ended")
    }

    @Test("Nothing from the wire reaches the terminal but printable ASCII")
    func injection() {
        let evil = "\u{1B}]0;pwned\u{07}\r\n\u{9B}31m\u{202E}日本\u{0}"
        var row = Self.row(1)
        row.callID = evil
        row.client = TransportAddress(ip: evil, port: 1)
        var report = SampleReport.full
        report.call.callID = evil
        report.network.perspective.local?.software = evil
        report.network.timeline.events.append(TimelineEvent(time: SampleReport.start, event: evil, text: evil))
        report.network.findings[0].title = evil
        var health = Self.health
        health.interface = evil
        let model = LiveViewModel(health: health, rows: [row], report: report, history: [row])
        for keys in [[], [.enter]] as [[LiveKey]] {
            var state = LiveViewState()
            for key in keys { state.handle(key, rows: [row], height: 60) }
            for line in model.screen(state, columns: 200, height: 60) {
                let text = line.text(columns: 200, isColored: false).plain
                #expect(text.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
                // With colours, nothing but them.
                let colored = line.text(columns: 200, isColored: true).replacing(/\u{1B}\[[0-9;]*m/, with: "")
                #expect(colored.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
            }
        }
    }
}

extension String {
    /// Without the reversal of the selected line.
    fileprivate var plain: String { replacing("\u{1B}[7m", with: "").replacing("\u{1B}[0m", with: "") }
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
