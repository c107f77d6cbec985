import Foundation
import Testing
@testable import ClientReports

@Test func zzcheck() throws {
    let root = "/work/shared/captures/lab"
    var out = ""
    for dir in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
        for file in try FileManager.default.contentsOfDirectory(atPath: root + "/" + dir).sorted() where file.hasPrefix("client") && file.hasSuffix(".json") {
            let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(dir)/\(file)")))
            do {
                for r in try ClientReportReader.read(data, source: file) {
                    let ssrcs = Set(r.samples.flatMap { $0.inbound.map { "i\($0.kind.rawValue.first!)\($0.ssrc ?? 0)" } + $0.outbound.map { "o\($0.kind.rawValue.first!)\($0.ssrc ?? 0)" } }).sorted()
                    let rec = r.samples.compactMap { $0.inbound.first?.packetsReceived }
                    let sent = r.samples.compactMap { $0.outbound.first?.packetsSent }
                    out += "\(dir)/\(file): \(r.shape.rawValue) n=\(r.samples.count) \(ssrcs.joined(separator: " "))\n   recv \(rec.first ?? -1)..\(rec.last ?? -1) (\(rec.count)) sent \(sent.first ?? -1)..\(sent.last ?? -1) loss \(r.samples.last?.inbound.first?.packetsLost ?? -99) jit \(r.samples.last?.inbound.first?.jitterMilliseconds?.value ?? -1) rtt \(r.samples.last?.connection?.roundTripMilliseconds?.value ?? -1) lvl \(r.samples.last?.inbound.first?.audioLevel?.value ?? -1)/\(r.samples.last?.outbound.first?.audioLevel?.value ?? -1) cand \(r.localCandidates.count)/\(r.remoteCandidates.count) states \(r.stateChanges.map { $0.subject.rawValue + ":" + $0.state }) pair \(r.samples.last?.pair?.local?.transportAddress ?? "-")>\(r.samples.last?.pair?.remote?.transportAddress ?? "-") cipher \(r.samples.last?.transport?.srtpCipher ?? "-") dtls \(r.samples.last?.transport?.dtlsState ?? "-") dur \(r.durationSeconds ?? -1)\n"
                    let t = r.samples.map { Double($0.time.nanoseconds) / 1e9 }
                    if t.count > 2 { out += "   times \(t[0]) \(t[1]) .. \(t[t.count-1]) start \(r.samples[0].start.map { Double($0.nanoseconds)/1e9 } ?? 0)\n" }
                    for n in r.notes where n.kind != .assumedUnit { out += "   - \(n.kind.rawValue) \(n.path): \(n.text)\n" }
                }
            } catch { out += "\(dir)/\(file): FAIL \(error)\n" }
        }
    }
    try out.write(toFile: "/tmp/rd/lab.txt", atomically: true, encoding: .utf8)
}
