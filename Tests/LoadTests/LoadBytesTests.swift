import Load
import Testing
import Wire

@Suite("The bytes of a load")
struct LoadBytesTests {
    private func plan(_ container: CaptureContainer = .pcap, seed: UInt64 = 5) -> LoadPlan {
        var plan = LoadPlan()
        plan.seed = seed
        plan.container = container
        plan.calls = 9
        plan.concurrent = 9
        plan.seconds = 2
        plan.ramp = 1
        plan.videoStreams = 1
        return plan
    }

    @Test("The same plan makes the same bytes, however they are asked for; another seed makes others")
    func determinism() {
        let load = GeneratedLoad(plan())
        #expect(load.bytes == GeneratedLoad(plan(), chunk: 999).bytes)
        #expect(load.bytes != GeneratedLoad(plan(seed: 6)).bytes)
    }

    @Test("A load ends at its limits: of frames exactly, of bytes behind the frame that reaches it")
    func limits() throws {
        var limited = plan()
        limited.calls = nil
        limited.frameLimit = 1234
        var frames = 0
        try GeneratedLoad(limited).read { frames += $0.frames.count }
        #expect(frames == 1234)
        limited.frameLimit = .max
        limited.byteLimit = 500_000
        #expect((500_000..<502_000).contains(GeneratedLoad(limited).bytes.count))
    }

    @Test("Frames are in time order, and every checksum is right", arguments: CaptureContainer.allCases)
    func checksums(container: CaptureContainer) throws {
        var last = Timestamp.distantPast
        var (ipv4, ipv6) = (0, 0)
        try GeneratedLoad(plan(container)).read { batch in
            for frame in batch.frames {
                #expect(frame.timestamp >= last)
                last = frame.timestamp
                #expect(frame.capturedLength == frame.originalLength)
                let bytes = batch.bytes[frame.offset..<frame.offset + Int(frame.capturedLength)]
                let packet = Array(bytes.dropFirst(14))
                let pseudoHeader: [UInt8]
                let datagram: [UInt8]
                if packet[0] >> 4 == 4 {
                    ipv4 += 1
                    #expect(Self.sum(Array(packet[..<20])) == 0xFFFF)
                    #expect(Int(packet[2]) << 8 + Int(packet[3]) == packet.count)
                    datagram = Array(packet[20...])
                    pseudoHeader = Array(packet[12..<20])
                } else {
                    ipv6 += 1
                    datagram = Array(packet[40...])
                    #expect(Int(packet[4]) << 8 + Int(packet[5]) == datagram.count)
                    pseudoHeader = Array(packet[8..<40])
                }
                #expect(Int(datagram[4]) << 8 + Int(datagram[5]) == datagram.count)
                #expect(datagram[6] != 0 || datagram[7] != 0)
                #expect(Self.sum(pseudoHeader + [0, 17, datagram[4], datagram[5]] + datagram) == 0xFFFF)
            }
        }
        #expect(ipv4 > 0 && ipv6 > 0)
    }

    /// RFC 1071.
    private static func sum(_ bytes: [UInt8]) -> Int {
        var sum = 0
        for (index, byte) in bytes.enumerated() { sum += index % 2 == 0 ? Int(byte) << 8 : Int(byte) }
        while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
        return sum
    }
}
