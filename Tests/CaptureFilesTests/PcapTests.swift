import Testing
import Wire

@Suite("pcap files")
struct PcapTests {
    @Test("Both byte orders and both time resolutions", arguments: [false, true], [UInt32(0xA1B2_C3D4), 0xA1B2_3C4D])
    func orders(big: Bool, magic: UInt32) throws {
        var pcap = PcapBytes(big: big, magic: magic, snapLength: 1000, link: 113)
        pcap.record(seconds: 1, fraction: 2, [1, 2, 3])
        pcap.record(seconds: 3, fraction: 4, [], original: 60)
        let read = try ReadCapture(bytes: pcap.bytes)
        let tick: Int64 = magic == 0xA1B2_3C4D ? 1 : 1000
        #expect(read.times == [1_000_000_000 + 2 * tick, 3_000_000_000 + 4 * tick])
        #expect(read.data == [[1, 2, 3], []])
        #expect(read.frames.map(\.number) == [1, 2])
        #expect(read.frames.map(\.originalLength) == [3, 60])
        #expect(read.frames.allSatisfy { $0.linkType == .linuxCooked && $0.interface == 0 })
        #expect(read.interfaces.map(\.snapLength) == [1000])
        #expect(read.interfaces.map(\.ticksPerSecond) == [UInt64(1_000_000_000 / tick)])
        #expect(read.sections.map(\.format) == [tick == 1 ? "nanosecond pcap" : "pcap"])
        #expect(read.damage.isEmpty)
    }

    @Test("Modified pcap has record headers of 24 bytes", arguments: [false, true])
    func modified(big: Bool) throws {
        var pcap = PcapBytes(big: big, magic: 0xA1B2_CD34)
        pcap.record(seconds: 1, fraction: 0, [9, 8])
        pcap.record(seconds: 2, fraction: 0, [7])
        let read = try ReadCapture(bytes: pcap.bytes)
        #expect(read.data == [[9, 8], [7]])
        #expect(read.times == [1_000_000_000, 2_000_000_000])
        #expect(read.sections.map(\.format) == ["modified pcap"])
    }

    @Test("The link type field's upper bits are the FCS length and reserved")
    func frameCheckSequence() throws {
        // Present, 2 words of 16 bits; reserved bits 16 to 25 set.
        let read = try ReadCapture(bytes: PcapBytes(link: 0x2400_0000 | 0x03FF_0000 | 1).bytes)
        #expect(read.interfaces.map(\.linkType) == [.ethernet])
        #expect(read.interfaces.map(\.frameCheckSequenceLength) == [4])
        let without = try ReadCapture(bytes: PcapBytes(link: 0x2000_0001).bytes)
        #expect(without.interfaces.map(\.frameCheckSequenceLength) == [nil])
    }

    @Test("Version 2.3 may have the two lengths swapped")
    func swappedLengths() throws {
        var pcap = PcapBytes(minor: 3)
        pcap.record(seconds: 0, fraction: 0, [1, 2], captured: 60, original: 2)
        let read = try ReadCapture(bytes: pcap.bytes)
        #expect(read.data == [[1, 2]])
        #expect(read.frames.map(\.originalLength) == [60])
    }

    @Test("No frame was shorter on the wire than what was kept of it")
    func originalLength() throws {
        var pcap = PcapBytes()
        pcap.record(seconds: 0, fraction: 0, [1, 2], original: 0)
        #expect(try ReadCapture(bytes: pcap.bytes).frames.map(\.originalLength) == [2])
    }

    @Test("The latest time and an absurd fraction do not trap")
    func absurdTimes() throws {
        var pcap = PcapBytes()
        pcap.record(seconds: .max, fraction: .max, [])
        let read = try ReadCapture(bytes: pcap.bytes)
        #expect(read.times == [Int64(UInt32.max) * 1_000_000_000 + Int64(UInt32.max) * 1000])
    }

    @Test("Frames of the largest size and chunk borders between all records")
    func large() throws {
        var pcap = PcapBytes()
        var expected: [[UInt8]] = []
        for index in 0..<6 {
            let data = [UInt8](repeating: UInt8(index), count: index == 2 ? 262_144 : 100_000 + index)
            expected.append(data)
            pcap.record(seconds: UInt32(index), fraction: 0, data)
        }
        let read = try ReadCapture(bytes: pcap.bytes)
        #expect(read.data == expected)
        #expect(read.frames.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(read.damage.isEmpty)
    }

    @Test("A lying length ends the file, and what stands before it is given")
    func lyingLength() throws {
        var pcap = PcapBytes()
        pcap.record(seconds: 1, fraction: 0, [1])
        pcap.record(seconds: 1, fraction: 0, [], captured: 262_145)
        let read = try ReadCapture(bytes: pcap.bytes)
        #expect(read.frames.count == 1)
        // 24 of the header, 16 + 1 of the first record.
        #expect(read.damage.map(\.offset) == [41])
        #expect(read.damage.first?.sentence.contains("byte 41: a record claims 262145 captured bytes") == true)
    }

    @Test("Every prefix gives the frames before the cut, or an error within the header")
    func prefixes() throws {
        var pcap = PcapBytes()
        pcap.record(seconds: 1, fraction: 0, [1, 2, 3])
        pcap.record(seconds: 2, fraction: 0, [4])
        // Header 24, records 16 + 3 and 16 + 1.
        let ends = [24, 43, 60]
        for length in 0...pcap.bytes.count {
            let bytes = Array(pcap.bytes.prefix(length))
            guard length >= 24 else {
                #expect(openingError(bytes) != nil)
                continue
            }
            let read = try ReadCapture(bytes: bytes)
            #expect(read.frames.count == ends.count { $0 <= length } - 1)
            #expect(read.damage.count == (ends.contains(length) ? 0 : 1))
        }
    }

    @Test("Every changed byte is read without a crash")
    func flips() {
        var pcap = PcapBytes()
        pcap.record(seconds: 1, fraction: 0, [1, 2, 3])
        pcap.record(seconds: 2, fraction: 0, [4])
        for index in pcap.bytes.indices {
            for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bytes = pcap.bytes
                bytes[index] = value
                if let read = try? ReadCapture(bytes: bytes) { #expect(read.frames.count <= 3) }
            }
        }
    }
}
