/// `telnyx.stats.report` at a call's end: its summary, and the whole report or the name of the file that has it.
public struct StatsReportEvent: Sendable, JSONRepresentable {
    public enum Whole: Hashable, Sendable {
        /// It stands in the event.
        case inEvent
        /// It was written to the directory of reports under this name.
        case file(String)
        /// It could not be written there.
        case lost
    }

    public var report: CallReport
    public var whole: Whole

    public init(_ report: CallReport, whole: Whole = .inEvent) {
        self.report = report
        self.whole = whole
    }

    public func write(to json: inout JSONWriter) {
        let network = report.network
        let last = report.segments.last
        json.object {
            $0.member("event", "telnyx.stats.report")
            $0.member("call_id", report.call.callID)
            $0.member("data") {
                $0.member("callId", report.call.callID)
                $0.member("duration", report.call.durationSeconds, decimals: 3)
                $0.member("avgRtt", network.rtt?.path?.meanMilliseconds, decimals: 3)
                $0.member("avgJitter", network.quality.received?.jitter?.value, decimals: 3)
                $0.member("packetLoss", network.quality.received?.packetLoss?.value, decimals: 3)
                $0.member("bytesSent", last?.bytesSent)
                $0.member("bytesReceived", last?.bytesReceived)
                $0.member("packetsSent", last?.packetsSent)
                $0.member("packetsReceived", last?.packetsReceived)
                $0.member("packetsLost", last?.packetsLost)
                $0.member("iceState", report.iceData.transport.iceState)
                $0.member("dtlsState", report.iceData.transport.dtlsState)
                $0.member("quality", network.quality.indicator)
                $0.member("findings", network.findings.map(\.code))
                if case .file(let name) = whole { $0.member("file", name) } else { $0.member("file", String?.none) }
                $0.member("report", whole == .inEvent ? report : nil)
            }
        }
    }
}
