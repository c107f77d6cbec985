import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("Frames that hold more than one packet each")
struct CaptureOffloadTests {
    /// Packets 100 to 119 of the sent stream in one datagram, as UDP_SEGMENT makes it.
    private func joined(payload: Int) -> (script: CallScript, packets: Int) {
        var call = DirectCall()
        call.sent.payloadLength = payload
        let range = 100..<120
        var script = call.script
        let begin = call.sent.time(of: range.lowerBound)
        let end = call.sent.time(of: range.upperBound)
        script.remove { time, source, _ in
            source == call.client.endpoint && time > begin - 0.001 && time < end - 0.001
        }
        script.send(range.flatMap { call.sent.packet($0) }, over: call.route, at: begin)
        return (script, range.count)
    }

    @Test("Several RTP packets in one frame are counted each for itself")
    func offload() throws {
        let (script, packets) = joined(payload: 80)
        let report = try analyzeOne(script)
        let offload = try #require(report.network.capture.offload)
        #expect(offload.frames == 1)
        #expect(offload.packets == packets)
        #expect(offload.firstFrame != nil)
        #expect(offload.largeDatagrams == 0)
        let sent = try report.stream(0x1111_1111, .sent)
        #expect(sent.packets == 600)
        #expect(sent.lost == 0)
        #expect(sent.payloadBytes == 600 * 80)
    }

    @Test("A datagram longer than any Ethernet frame, which is nothing else: said, and counted as it is")
    func jumbo() throws {
        var call = DirectCall()
        call.sent.payloadLength = 3000
        let report = try analyzeOne(call.script)
        let offload = try #require(report.network.capture.offload)
        #expect(offload.frames == 0)
        #expect(offload.largeDatagrams == 600)
        #expect(offload.longestBytes == 3022)
        #expect(try report.stream(0x1111_1111, .sent).payloadBytes == 600 * 3000)
    }

    @Test("Several checks in one frame, too, and nothing of what only looks like a row")
    func offloadedRows() throws {
        let call = DirectCall()
        var script = call.script
        // 1500 bytes that begin with a STUN header, whose length leads to another and then to none.
        var bytes: [UInt8] = []
        for length in [80, 80, 1340] {
            bytes += [0, 1, 0, UInt8(truncatingIfNeeded: min(length, 100) - 20), 0x21, 0x12, 0xa4, 0x42]
            bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: length - 8)
        }
        script.send(bytes, over: call.route, at: 3)
        var random = SplitMix(seed: 5)
        for index in 0..<50 {
            script.send([0x80, 111] + random.bytes(1600), over: call.route, at: 4 + 0.01 * Double(index))
            script.send([0, 1, 0xff, 0xfc, 0x21, 0x12, 0xa4, 0x42] + random.bytes(1600), over: call.route, at: 5)
        }
        let report = try analyzeOne(script)
        #expect(report.network.capture.offload?.frames == 0)
        #expect(try report.stream(0x1111_1111, .sent).packets == 600)
    }

    @Test("A joined frame cut at every length: what is whole counts")
    func offloadCut() throws {
        let (script, _) = joined(payload: 80)
        let capture = script.capture
        let place = try #require(capture.frames.firstIndex { $0.bytes.count > 1500 })
        for length in stride(from: 43, to: capture.frames[place].bytes.count, by: 97) {
            var cut = capture
            cut.frames[place].bytes = Array(cut.frames[place].bytes.prefix(length))
            let report = try analyzeOne(cut)
            let packets = try report.stream(0x1111_1111, .sent).packets
            #expect(packets >= 580 && packets <= 600)
        }
    }
}
