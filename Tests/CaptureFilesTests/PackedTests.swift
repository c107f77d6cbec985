import CaptureFiles
import Testing
import Wire

@Suite("Captures in gzip and zstd")
struct PackedTests {
    private static var pcap: [UInt8] {
        var pcap = PcapBytes()
        for index in 0..<200 { pcap.record(seconds: UInt32(index), fraction: 0, [UInt8](repeating: 7, count: 2000)) }
        return pcap.bytes
    }

    private static var pcapng: [UInt8] {
        var pcapng = PcapngBytes(big: true)
        pcapng.section()
        pcapng.interface()
        pcapng.packet(ticks: 1, [1, 2, 3])
        return pcapng.bytes
    }

    @Test("pcap and pcapng, by content", arguments: [gzip, zstd] as [@Sendable ([UInt8]) -> [UInt8]])
    func packed(pack: @Sendable ([UInt8]) -> [UInt8]) throws {
        let read = try ReadCapture(bytes: pack(PackedTests.pcap))
        #expect(read.frames.count == 200)
        #expect(read.data.allSatisfy { $0 == [UInt8](repeating: 7, count: 2000) })
        #expect(read.damage.isEmpty)
        #expect(["pcap in gzip", "pcap in zstd"].contains(read.sections.first?.format))
        let other = try ReadCapture(bytes: pack(PackedTests.pcapng))
        #expect(other.data == [[1, 2, 3]])
        #expect(other.damage.isEmpty)
    }

    @Test("Several members or frames, cut anywhere in the capture", arguments: [1, 23, 24, 50, 400_000])
    func members(cut: Int) throws {
        let bytes = PackedTests.pcap
        for pack in [gzip, zstd] {
            let packed = pack(Array(bytes[..<cut])) + pack([]) + pack(Array(bytes[cut...]))
            let read = try ReadCapture(bytes: packed)
            #expect(read.frames.count == 200)
            #expect(read.damage.isEmpty)
        }
    }

    @Test("Padding behind the last gzip member is no damage")
    func padding() throws {
        let read = try ReadCapture(bytes: gzip(PackedTests.pcap) + [UInt8](repeating: 0, count: 512))
        #expect(read.frames.count == 200)
        #expect(read.damage.isEmpty)
    }

    @Test("A cut file gives what could be decompressed")
    func cut() throws {
        for (pack, name) in [(gzip, "gzip"), (zstd, "zstd")] {
            let packed = pack(PackedTests.pcap)
            let read = try ReadCapture(bytes: Array(packed[..<(packed.count / 2)]))
            #expect(read.frames.count > 50 && read.frames.count < 150)
            #expect(read.damage.count == 1)
            #expect(read.damage.first?.sentence.contains("its \(name) data end early: the file was cut") == true)
        }
    }

    @Test("Every prefix of a second member is damage or whole")
    func cutMember() throws {
        for pack in [gzip, zstd] {
            let first = pack(PackedTests.pcapng)
            let second = pack(PackedTests.pcapng)
            for length in 1..<second.count {
                let read = try ReadCapture(bytes: first + second[..<length])
                #expect(read.damage.count == 1, "\(length) of \(second.count) bytes")
                #expect(read.data.first == [1, 2, 3])
            }
        }
    }

    @Test("Changed bytes are damage or read, never a crash")
    func flips() {
        for packed in [gzip(PackedTests.pcapng), zstd(PackedTests.pcapng)] {
            for index in packed.indices {
                var changed = packed
                changed[index] ^= 0xFF
                if let read = try? ReadCapture(bytes: changed) { #expect(read.frames.count <= 1) }
            }
        }
    }

    @Test("What is packed and no capture, packed twice, or empty says so")
    func notCaptures() {
        for (pack, name) in [(gzip, "gzip"), (zstd, "zstd")] {
            #expect(openingError(pack(Array("hello".utf8)))?.sentence.contains("it is text in \(name)") == true)
            #expect(openingError(pack(pack(PackedTests.pcap)))?.sentence.contains("packed twice") == true)
            #expect(openingError(pack([]))?.kind == .empty)
        }
        #expect(openingError([0x1F, 0x8B, 8, 0])?.kind == .cannotOpen)
    }
}
