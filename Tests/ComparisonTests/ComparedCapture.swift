import Analysis
import CaptureFiles
import ClientReports
import FoundationEssentials
import Report
import Testing
import Wire

/// A capture of captures/ with all its packets, and what clients said of its calls.
enum ComparedCapture {
    static let folder: String = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        return root.joined(separator: "/") + "/captures"
    }()

    static func contents(of name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"), "no captures/\(name)"))
    }

    static func calls(_ name: String) throws -> [AnalyzedCall] {
        var file = try CaptureFile("\(folder)/\(name)")
        var batch = CaptureBatch()
        var options = AnalysisOptions()
        options.keepsArrivals = true
        var analyzer = Analyzer(options: options)
        while file.read(into: &batch) { analyzer.receive(batch) }
        analyzer.finish()
        return analyzer.takeCalls()
    }

    /// A client's report of captures/clients.
    static func report(_ name: String) throws -> ClientReport {
        try #require(try ClientReportReader.read(contents(of: "clients/\(name).json"), source: name).first)
    }

    /// The polls of the clients that stand beside a tap (captures/README.md), as raw statistics give them.
    static func polls(_ name: String) throws -> [ClientReport] {
        try JSONReader.read(contents(of: "clients/\(name).json"))["clients"]?.elements.map { report(of: $0, name) }
            ?? []
    }

    private static func report(of client: JSONValue, _ name: String) -> ClientReport {
        var report = ClientReport(sources: ["\(name) \(client["name"]?.string ?? "")"], shape: .rawStats)
        var samples: [UnixTime: ClientSample] = [:]
        func time(_ value: JSONValue) -> UnixTime {
            UnixTime(nanoseconds: Int64(((value.number ?? 0) * 1e6).rounded()) * 1000)
        }
        for stream in client["streams"]?.elements ?? [] {
            let kind = ClientMediaKind(rawValue: stream["kind"]?.string ?? "") ?? .audio
            let ssrc = stream["ssrc"]?.string.flatMap { UInt32($0.dropFirst(2), radix: 16) }
            for (index, moment) in (stream["time"]?.elements ?? []).enumerated() {
                let at = time(moment)
                func column(_ key: String) -> Int? { stream[key]?[index]?.integer }
                if stream["direction"]?.string == "sent" {
                    var entry = ClientOutboundStream(kind: kind, ssrc: ssrc)
                    entry.packetsSent = column("packets")
                    entry.bytesSent = column("bytes")
                    entry.headerBytesSent = column("header_bytes")
                    samples[at, default: ClientSample(time: at)].outbound.append(entry)
                } else {
                    var entry = ClientInboundStream(kind: kind, ssrc: ssrc)
                    entry.packetsReceived = column("packets")
                    entry.packetsLost = column("lost") ?? column("every_gap")
                    entry.bytesReceived = column("bytes")
                    entry.headerBytesReceived = column("header_bytes")
                    entry.jitterMilliseconds = stream["jitter_ms"]?[index]?.number.map { ClientFigure($0, .last) }
                    samples[at, default: ClientSample(time: at)].inbound.append(entry)
                }
            }
        }
        report.samples = samples.values.sorted { $0.time < $1.time }
        for (key, subject) in [("ice", ClientStateChange.Subject.ice), ("dtls", .dtls)] {
            for state in ["checking", "connecting", "connected", "closed"] {
                guard let value = client["states"]?["\(key)_\(state)"], value.number != nil else { continue }
                report.stateChanges.append(ClientStateChange(time: time(value), subject: subject, state: state))
            }
        }
        return report
    }
}
