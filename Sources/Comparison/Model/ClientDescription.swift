public import ClientReports
public import Report

/// What was read, and in which shape.
public struct ClientDescription: Hashable, Sendable, JSONRepresentable {
    public var sources: [String]
    public var shape: ClientReportShape
    public var callID: String?
    public var sdkVersion: String?
    public var userAgent: String?
    public var samples: Int
    public var begin: UnixTime?
    public var end: UnixTime?
    public var notes: [ClientReportNote]

    init(_ report: ClientReport) {
        sources = report.sources
        shape = report.shape
        callID = report.callID
        sdkVersion = report.sdkVersion
        userAgent = report.userAgent
        samples = report.samples.count
        begin = report.start ?? report.samples.first.map { $0.start ?? $0.time }
        end = report.end ?? report.samples.last?.time
        notes = report.notes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("sources", sources)
            $0.member("shape", shape)
            $0.member("call_id", callID)
            $0.member("sdk_version", sdkVersion)
            $0.member("user_agent", userAgent)
            $0.member("samples", samples)
            $0.member("begin", begin)
            $0.member("end", end)
            $0.member("notes", notes.map { Note(value: $0) })
        }
    }
}

private struct Note: JSONRepresentable {
    var value: ClientReportNote

    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("kind", value.kind.rawValue)
            $0.member("path", value.path)
            $0.member("text", value.text)
        }
    }
}
