import Report
import TestSupport
import Testing

@Suite("Events of a live capture")
struct LiveEventTests {
    private static let segment = SampleReport.full.segments[0]

    private func members(_ event: some JSONRepresentable, _ path: String...) throws -> [String: JSONValue] {
        let document = event.json(pretty: false)
        #expect(try ReportSchema.ofEvents().violations(of: JSONReader.read(document)) == [])
        var value = try JSONReader.read(document)
        for key in path { value = try #require(value[key]) }
        guard case .object(let members) = value else { return [:] }
        return Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("A frame has the ten documented properties in their documented units")
    func frame() throws {
        let text = String(decoding: StatsFrameEvent(callID: "c", data: Self.segment).json(pretty: false), as: UTF8.self)
        #expect(
            text
                == #"{"event":"telnyx.stats.frame","call_id":"c","data":{"rtt":45,"jitter":3.123,"packetLoss":0,"#
                + #""bytesSent":12345,"bytesReceived":23456,"packetsSent":235,"packetsReceived":250,"packetsLost":0,"#
                + #""audioLevel":0.5,"timestamp":1712000005},"capture":{"droppedByKernel":0,"droppedByInterface":0}}"#)
        #expect(try members(StatsFrameEvent(callID: "c", data: Self.segment), "data").count == 10)
    }

    @Test("Loss of an interval in which the capture dropped packets is nobody's")
    func drops() throws {
        for drops in [CaptureDropCounts(byKernel: 1), CaptureDropCounts(byInterface: 1)] {
            let data = try members(StatsFrameEvent(callID: "c", data: Self.segment, capture: drops), "data")
            #expect(data["packetLoss"] == .null)
            #expect(data["packetsReceived"] == .integer(250))
        }
    }

    @Test("A report stands whole in its event, or the name of its file does")
    func report() throws {
        let whole = try members(StatsReportEvent(SampleReport.full), "data")
        #expect(whole["report"] == (try JSONReader.read(SampleReport.full.json(pretty: false))))
        #expect(whole["file"] == .null)
        #expect(whole["callId"] == .string(SampleReport.full.call.callID))
        #expect(whole["packetsSent"] == .integer(1882))
        let codes = SampleReport.full.network.findings.map { JSONValue.string($0.code.rawValue) }
        #expect(!codes.isEmpty && whole["findings"] == .array(codes))
        let named = try members(StatsReportEvent(SampleReport.full, whole: .file("c.json")), "data")
        #expect(named["report"] == .null)
        #expect(named["file"] == .string("c.json"))
        let lost = try members(StatsReportEvent(SampleReport.minimal, whole: .lost), "data")
        #expect(lost["report"] == .null && lost["file"] == .null)
    }

    @Test("The capture's health, and that the schema refuses what is none")
    func health() throws {
        var event = CaptureHealthEvent(timestamp: SampleReport.start, interface: "eth\u{1B}0")
        event.dropped = CaptureDropCounts(byKernel: 7, byInterface: 2)
        event.droppedInInterval = CaptureDropCounts(byKernel: 3)
        let data = try members(event, "data")
        #expect(data["droppedByKernel"] == .integer(7))
        #expect(data["received"] == .null)
        #expect(data["interface"] == .string("eth\u{1B}0"))
        #expect(!event.json(pretty: false).contains(0x1B))
        let text = String(decoding: event.json(pretty: false), as: UTF8.self)
        for broken in [
            text.replacing("capture.health", with: "capture.sickness"), text.replacing("\"bytes\":0,", with: ""),
            text.replacing("\"packets\":0", with: "\"packets\":-1"),
        ] {
            #expect(broken != text)
            #expect(try ReportSchema.ofEvents().violations(of: JSONReader.read(Array(broken.utf8))) != [])
        }
    }
}
