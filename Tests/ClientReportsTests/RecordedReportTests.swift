import ClientReports
import FoundationEssentials
import Report
import Testing

/// What the two clients of the recorded call with 5 % loss said of it; captures/README.md.
@Suite("Recorded client reports")
struct RecordedReportTests {
    private func report(_ name: String) throws -> ClientReport {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let path = "\(root)/captures/clients/loss-5-percent.\(name).json"
        let bytes = Array(try #require(FileManager.default.contents(atPath: path), "no \(path)"))
        let reports = try ClientReportReader.read(bytes, source: name)
        try #require(reports.count == 1)
        return reports[0]
    }

    @Test("The SDK's payload: counts at the call's end", arguments: [("A", 1745, 0, 1882), ("B", 1768, 114, 1745)])
    func payload(_ client: String, _ received: Int, _ lost: Int, _ sent: Int) throws {
        let report = try report("client\(client).callreport")
        #expect(report.shape == .sdkPayload)
        #expect(report.callID == "call-\(client)")
        #expect(report.samples.count == 35)
        let last = try #require(report.samples.last)
        #expect(last.inbound.first?.packetsReceived == received)
        #expect(last.inbound.first?.packetsLost == lost)
        #expect(last.outbound.first?.packetsSent == sent)
        #expect(last.transport?.srtpCipher == "SRTP_AES128_CM_HMAC_SHA1_80")
        #expect(Set(report.notes.map(\.kind)) == [.assumedUnit], "every field of today's SDK is known, and none is odd")
    }

    @Test("Raw getStats says the same, with SSRCs, states and candidates", arguments: ["A", "B"])
    func raw(_ client: String) throws {
        let raw = try report("client\(client).getstats")
        let payload = try report("client\(client).callreport")
        #expect(raw.shape == .rawStats)
        #expect(raw.userAgent?.contains("Chrome/156") == true)
        #expect(raw.samples.count == 36)
        let (last, other) = (try #require(raw.samples.last), try #require(payload.samples.last))
        #expect(last.inbound.map(\.ssrc) == [client == "A" ? 3_009_560_689 : 2_032_476_956])
        #expect(last.inbound.first?.packetsReceived == other.inbound.first?.packetsReceived)
        #expect(last.inbound.first?.bytesReceived == other.inbound.first?.bytesReceived)
        #expect(last.outbound.first?.bytesSent == other.outbound.first?.bytesSent)
        #expect(last.connection == other.connection)
        #expect(last.pair?.local?.transportAddress == other.pair?.local?.transportAddress)
        #expect(last.transport?.iceState == other.transport?.iceState)
        #expect(abs(last.time.seconds(since: other.time)) < 0.1)
        #expect(raw.stateChanges.filter { $0.subject == .ice }.map(\.state) == ["checking", "connected"])
        #expect(raw.stateChanges.filter { $0.subject == .dtls }.map(\.state) == ["connecting", "connected"])
        #expect(raw.localCandidates.contains { $0.transportAddress == last.pair?.local?.transportAddress })
        #expect(Set(raw.notes.map(\.kind)) == [.assumedUnit])
    }

    @Test("The two payloads are two calls' reports, a payload and raw figures two reports")
    func apart() throws {
        let all = try ["A", "B"].flatMap { client in
            [try report("client\(client).callreport"), try report("client\(client).getstats")]
        }
        #expect(ClientReportReader.combine(all) == all)
    }
}
