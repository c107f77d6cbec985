/// The table of calls.
struct LiveTable {
    /// Lines that are not calls: status, heads, and the one at the bottom.
    static let frameLines = 3

    private let model: LiveViewModel
    private let state: LiveViewState
    private let rows: [LiveCallRow]

    init(_ model: LiveViewModel, _ state: LiveViewState, _ rows: [LiveCallRow]) {
        self.model = model
        self.state = state
        self.rows = rows
    }

    /// Columns of the two parties and the id: what 80 leave, and more where there is more.
    private struct Layout {
        var party = 15
        var id = 0

        init(columns: Int) {
            let spare = max(0, columns - 80)
            // `192.0.2.100:50000`, then the whole of an id, then IPv6.
            party += min(6, spare / 2)
            let left = max(0, spare - 12)
            id = left >= 9 ? min(36, left - 1) : 0
            party += min(26, max(0, left - (id > 0 ? id + 1 : 0)) / 2)
        }
    }

    func lines(columns: Int, height: Int) -> [ScreenLine] {
        let layout = Layout(columns: columns)
        let room = max(1, height - Self.frameLines)
        let selected = state.selectedIndex(in: rows)
        // The cursor stays on the screen, the first rows as long as it does there.
        let first = min(max(0, selected - room + 1), max(0, rows.count - room))
        var lines = [model.statusLine, head(layout)]
        for (index, row) in rows.enumerated().dropFirst(first).prefix(room) {
            var line = self.line(row, layout)
            line.isSelected = index == selected
            lines.append(line)
        }
        if rows.isEmpty {
            lines.append(ScreenLine(model.rows.isEmpty ? "  no call yet" : "  no call has that", .faint))
        }
        while lines.count < height - 1 { lines.append(ScreenLine()) }
        lines.append(bottom(shown: first..<min(rows.count, first + room)))
        return lines
    }

    private func head(_ layout: Layout) -> ScreenLine {
        var line = ScreenLine()
        func mark(_ key: LiveSortKey, _ text: String) -> (String, TextTone) {
            (text, state.sortKey == key ? .heading : .faint)
        }
        func add(_ key: LiveSortKey?, _ text: String, _ columns: Int, isRight: Bool = true) {
            let (text, tone) = key.map { mark($0, text) } ?? (text, .faint)
            line.add(column: text, columns, tone, isRight: isRight)
        }
        if layout.id > 0 { add(nil, "CALL", layout.id, isRight: false) }
        add(.client, "CLIENT", layout.party, isRight: false)
        add(nil, "FAR END", layout.party, isRight: false)
        add(nil, "PATH", 4, isRight: false)
        add(.rtt, "RTT", 5)
        add(.jitter, "JIT", 5)
        add(.loss, "%SENT", 5)
        add(.loss, "%RCVD", 5)
        add(.mos, "MOS", 4)
        add(nil, "STATE", 6, isRight: false)
        add(.age, "AGE", 5)
        return line
    }

    private func line(_ row: LiveCallRow, _ layout: Layout) -> ScreenLine {
        let thresholds = model.thresholds
        var line = ScreenLine()
        func party(_ address: TransportAddress?) -> String {
            guard let address else { return "-" }
            let whole = address.description
            return whole.utf8.count <= layout.party ? whole : address.ip
        }
        if layout.id > 0 { line.add(column: row.callID, layout.id) }
        line.add(column: party(row.client), layout.party)
        line.add(column: party(row.farEnd), layout.party)
        line.add(column: row.path, 4)
        func add(_ text: String, _ columns: Int, _ grade: QualityGrade?) {
            line.add(column: text, columns, grade?.tone ?? .plain, isRight: true)
        }
        let jitter = [row.sent, row.received].compactMap { $0?.jitterMilliseconds }.max()
        add(FigureText.milliseconds(row.rttMilliseconds), 5, thresholds.rtt.grade(row.rttMilliseconds))
        add(FigureText.milliseconds(jitter), 5, thresholds.jitter.grade(jitter))
        for loss in [row.sent?.packetLossPercent, row.received?.packetLossPercent] {
            let text = loss.map { $0 >= 99.95 ? "100" : DecimalNumber.fixed($0, decimals: 1) } ?? FigureText.unknown
            add(text, 5, thresholds.packetLoss.grade(loss))
        }
        let score = row.score
        let isBad = score.map { $0 < thresholds.warnings.mos } ?? false
        add(score.map { DecimalNumber.fixed($0, decimals: 2) } ?? FigureText.unknown, 4, isBad ? .poor : nil)
        line.add(column: row.state, 6, Self.tone(of: row.state))
        line.add(column: Self.age(row.seconds), 5, isRight: true)
        return line
    }

    static func tone(of state: String) -> TextTone {
        switch state {
        case "failed", "dtls!": .bad
        case "up": .plain
        case "closed": .faint
        default: .doubtful
        }
    }

    /// `59s`, `12m`, `3h07`, `5d`.
    static func age(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e9))
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<3600: return "\(whole / 60)m"
        case ..<36_000:
            let minutes = whole / 60 % 60
            return "\(whole / 3600)h\(minutes < 10 ? "0" : "")\(minutes)"
        case ..<86_400: return "\(whole / 3600)h"
        default: return "\(whole / 86_400)d"
        }
    }

    private func bottom(shown: Range<Int>) -> ScreenLine {
        if state.isTyping {
            var line = ScreenLine("/\(state.filter)", .heading)
            line.add("_  enter: keep, esc: none", .faint)
            return line
        }
        var text = rows.isEmpty ? "" : "\(shown.lowerBound + 1)-\(shown.upperBound) of \(rows.count)  "
        text += "by \(state.sortKey.rawValue)\(state.isReversed ? ", reversed" : "")"
        if !state.filter.isEmpty { text += "  /\(state.filter)" }
        var line = ScreenLine(text)
        line.add("  s sort  r reverse  / filter  enter open  ? help  q quit", .faint)
        return line
    }
}
