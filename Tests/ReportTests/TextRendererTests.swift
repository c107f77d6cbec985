import Report
import TestSupport
import Testing

@Suite("Text form")
struct TextRendererTests {
    /// What a packet could make any string of the report hold.
    private static let hostile = "\u{1B}[2J\u{202E}evil\n\u{9B}31m\r" + String(repeating: "W", count: 700)

    private var hostileReport: CallReport {
        var report = SampleReport.full
        let text = Self.hostile
        report.call.callID = text
        report.network.perspective.local?.software = text
        report.network.perspective.evidence = [text]
        report.network.streams[0].payloadTypes[0].codec = text
        report.network.findings[1].title = text
        report.network.findings[1].evidence[0].text = text
        report.network.findings[1].action = text
        report.network.capture.files[0].name = text
        report.network.capture.damage[0].sentence = text
        report.network.notObservable[0].reason = text
        report.network.dtls?.suite = text
        report.network.dtls?.alerts[0].description = text
        report.network.related[0].relation = text
        report.network.setup[0].step = text
        return report
    }

    @Test("No line is wider than a hundred columns", arguments: [100, 80])
    func width(columns: Int) {
        for report in [SampleReport.full, SampleReport.minimal, SampleReport.quiet, hostileReport] {
            let style = TextStyle(width: columns)
            // Tables keep their width: theirs is at most 100.
            let limit = report == hostileReport ? max(columns, 110) : 100
            for line in TextRenderer.render(report, style: style).split(separator: "\n") {
                #expect(line.count <= limit, "\(line)")
            }
        }
    }

    @Test("Nothing from the wire reaches the terminal as a command")
    func hostileStrings() {
        let text = TextRenderer.render(hostileReport)
        for scalar in text.unicodeScalars where scalar != "\n" {
            let category = scalar.properties.generalCategory
            #expect(category != .control && category != .format)
        }
        #expect(text.contains("\\u{1b}[2J\\u{202e}evil\\n\\u{9b}31m\\r"))
    }

    @Test("Colours are added only where asked for, and change nothing else")
    func colours() {
        for report in [SampleReport.full, hostileReport] {
            let plain = TextRenderer.render(report)
            #expect(!plain.contains("\u{1B}"))
            let coloured = TextRenderer.render(report, style: TextStyle(isColored: true))
            #expect(coloured.contains("\u{1B}[1;31m"))
            #expect(coloured.replacing(/\x1B\[[0-9;]*m/, with: "") == plain)
        }
    }

    @Test("The worst finding comes first")
    func order() throws {
        let text = TextRenderer.render(SampleReport.full)
        let critical = try #require(text.firstRange(of: "[loss_high"))
        let info = try #require(text.firstRange(of: "[all_candidates_relay"))
        let path = try #require(text.firstRange(of: "\nPATH"))
        #expect(critical.lowerBound < info.lowerBound)
        #expect(info.lowerBound < path.lowerBound)
    }

    @Test("A stuck call says so in its verdict, its states and its media")
    func stuck() {
        var report = SampleReport.minimal
        report.iceData.transport = TransportStates(dtlsState: .connecting, iceState: .connected)
        report.network.ice = ICEReport()
        report.network.findings = [Finding(code: .dtlsStuck, severity: .critical, title: "DTLS is stuck")]
        let text = TextRenderer.render(report)
        for line in [
            "  verdict     1 critical finding, quality unknown\n", "  critical    DTLS is stuck [dtls_stuck]\n",
            "  pair        none was selected\n", "  candidates  none left the client\n", "  ICE         connected\n",
            "  DTLS        connecting\n", "  SRTP        none: the handshake did not finish\n",
            "  none        no RTP stream of this call in the capture\n",
        ] {
            #expect(text.contains(line))
        }
    }

    @Test("The direction in which nothing flows is named")
    func oneWay() {
        var report = SampleReport.quiet
        report.network.streams.removeLast()
        #expect(TextRenderer.render(report).contains("\n  received    none\n"))
    }

    @Test(
        "Times are UTC by the proleptic Gregorian calendar",
        arguments: [
            (0, "1970-01-01 00:00:00.000Z"), (-1, "1969-12-31 23:59:59.999Z"),
            (951_782_400_000_000_000, "2000-02-29 00:00:00.000Z"),
            (1_709_251_199_999_999_999, "2024-02-29 23:59:59.999Z"),
            (1_709_251_200_000_000_000, "2024-03-01 00:00:00.000Z"),
            (4_107_542_400_000_000_000, "2100-03-01 00:00:00.000Z"),
            (.max, "2262-04-11 23:47:16.854Z"), (.min, "1677-09-21 00:12:43.145Z"),
        ] as [(Int64, String)])
    func calendar(nanoseconds: Int64, expected: String) {
        let event = TimelineEvent(time: UnixTime(nanoseconds: nanoseconds), event: "e", text: "t")
        #expect(event.logLine == "\(expected) e: t")
    }
}
