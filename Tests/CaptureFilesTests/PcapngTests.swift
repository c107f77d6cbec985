import Testing
import Wire

@Suite("pcapng blocks")
struct PcapngTests {
    @Test("Section, interface and enhanced packets, with their options", arguments: [false, true])
    func packets(big: Bool) throws {
        var pcapng = PcapngBytes(big: big)
        pcapng.section(options: [
            (1, Array("whole capture".utf8)), (2, Array("x86".utf8)), (3, Array("Linux".utf8)),
            (4, Array("app\0".utf8)),
        ])
        pcapng.interface(
            link: 276, snapLength: 96,
            options: [
                (2, Array("eth0".utf8)), (3, Array("uplink".utf8)), (9, [9]), (11, [0] + Array("udp".utf8)),
                (12, Array("Debian".utf8)), (13, [4]), (14, pcapng.value(Int64(100))),
            ])
        pcapng.packet(
            ticks: 5, [1, 2, 3], original: 60,
            options: [(1, Array("look".utf8)), (4, pcapng.value(UInt64(7))), (2, pcapng.value(UInt32(1)))])
        let read = try ReadCapture(bytes: pcapng.bytes)
        #expect(read.times == [100_000_000_005])
        #expect(read.data == [[1, 2, 3]])
        #expect(read.frames.map(\.originalLength) == [60])
        #expect(read.frames.map(\.linkType) == [.linuxCooked2])
        var interface = CaptureInterface(
            index: 0, linkType: .linuxCooked2, snapLength: 96, ticksPerSecond: 1_000_000_000)
        interface.name = "eth0"
        interface.description = "uplink"
        interface.filter = "udp"
        interface.operatingSystem = "Debian"
        interface.frameCheckSequenceLength = 4
        let file = try #require(read.sections.first).file
        #expect(
            read.notes == [
                .section(
                    CaptureSection(
                        file: file, format: "pcapng", hardware: "x86", operatingSystem: "Linux", application: "app")),
                .comment("whole capture", frame: nil), .interface(interface), .comment("look", frame: 1),
                .dropsBefore(frame: 1, count: 7),
            ])
    }

    @Test("Simple packets have interface 0, its snap length and the time before", arguments: [false, true])
    func simplePackets(big: Bool) throws {
        var pcapng = PcapngBytes(big: big)
        pcapng.section()
        pcapng.interface(snapLength: 4)
        for (original, data) in [(3, [1, 2, 3]), (9, [5, 6, 7, 8])] as [(UInt32, [UInt8])] {
            pcapng.block(3) {
                $0.append(original)
                $0.append(data)
            }
            pcapng.packet(ticks: 2_000_000, [])
        }
        let read = try ReadCapture(bytes: pcapng.bytes)
        #expect(read.data == [[1, 2, 3], [], [5, 6, 7, 8], []])
        #expect(read.frames.map(\.originalLength) == [3, 0, 9, 0])
        #expect(read.times == [0, 2_000_000_000, 2_000_000_000, 2_000_000_000])
    }

    @Test("The obsolete packet block counts drops; 0xFFFF is unknown", arguments: [false, true])
    func obsoletePackets(big: Bool) throws {
        var pcapng = PcapngBytes(big: big)
        pcapng.section()
        pcapng.interface()
        for drops in [UInt16(0), 3, .max] {
            pcapng.block(2) {
                $0.append(UInt16(0))
                $0.append(drops)
                $0.append(UInt32(0))
                $0.append(UInt32(1_500_000))
                $0.append(UInt32(2))
                $0.append(UInt32(64))
                $0.append([1, 2])
            }
        }
        let read = try ReadCapture(bytes: pcapng.bytes)
        #expect(read.data == [[1, 2], [1, 2], [1, 2]])
        #expect(read.times == [1_500_000_000, 1_500_000_000, 1_500_000_000])
        #expect(read.notes.suffix(1) == [.dropsBefore(frame: 2, count: 3)])
    }

    @Test("Statistics, names and secrets", arguments: [false, true])
    func otherBlocks(big: Bool) throws {
        var pcapng = PcapngBytes(big: big)
        pcapng.section()
        pcapng.interface()
        pcapng.block(
            5,
            options: [
                (4, pcapng.value(UInt64(10))), (5, pcapng.value(UInt64(1))), (6, pcapng.value(UInt64(9))),
                (7, pcapng.value(UInt64(2))), (8, pcapng.value(UInt64(8))),
            ]
        ) {
            $0.append(UInt32(0))
            $0.append(UInt32(0))
            $0.append(UInt32(3_000_000))
        }
        pcapng.block(4) {
            $0.append(UInt16(1))
            $0.append(UInt16(4 + 4))
            $0.append([192, 0, 2, 1] + Array("a\0b\0".utf8))
            $0.append(UInt16(2))
            $0.append(UInt16(16 + 2))
            $0.append([0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + Array("c\0".utf8) + [0, 0])
            $0.append(UInt32(0))
        }
        pcapng.block(10) {
            $0.append(UInt32(0x544C_534B))
            $0.append(UInt32(3))
            $0.append([1, 2, 3])
        }
        let read = try ReadCapture(bytes: pcapng.bytes)
        var statistics = InterfaceStatistics(interface: 0)
        statistics.timestamp = Timestamp(nanoseconds: 3_000_000_000)
        statistics.received = 10
        statistics.droppedByInterface = 1
        statistics.acceptedByFilter = 9
        statistics.droppedByKernel = 2
        statistics.delivered = 8
        #expect(
            read.notes.dropFirst(2) == [
                .statistics(statistics), .name(IPAddress(ipv4: 0xC000_0201), "a"),
                .name(IPAddress(ipv4: 0xC000_0201), "b"),
                .name(IPAddress(high: 0x2001_0DB8_0000_0000, low: 1), "c"),
                .secrets(type: 0x544C_534B, bytes: [1, 2, 3]),
            ])
    }

    @Test("Custom and unknown blocks are skipped, even larger than a chunk")
    func skippedBlocks() throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        for type in [0x0BAD, 0x4000_0BAD, 0x8000_0001] as [UInt32] {
            pcapng.block(type) { $0.append([UInt8](repeating: 0xAA, count: 300_000)) }
            pcapng.packet(ticks: 1, [UInt8(truncatingIfNeeded: type)])
        }
        let read = try ReadCapture(bytes: pcapng.bytes)
        #expect(read.data == [[0xAD], [0xAD], [1]])
        #expect(read.damage.isEmpty)
    }

    @Test("Sections of both byte orders; interfaces have indices over the whole file")
    func sections() throws {
        var first = PcapngBytes(big: false)
        first.section(length: 12_345)
        first.interface(link: 1)
        first.interface(link: 101)
        first.packet(interface: 1, ticks: 1, [1])
        var second = PcapngBytes(big: true)
        second.section()
        second.interface(link: 113)
        second.packet(interface: 0, ticks: 2, [2])
        let read = try ReadCapture(bytes: first.bytes + second.bytes)
        #expect(read.frames.map(\.interface) == [1, 2])
        #expect(read.frames.map(\.linkType) == [.rawIP, .linuxCooked])
        #expect(read.interfaces.map(\.index) == [0, 1, 2])
        #expect(read.sections.count == 2)
        #expect(read.damage.isEmpty)
    }

    @Test(
        "Time resolutions, and times that 64 bits of nanoseconds do not hold",
        arguments: [
            (0, 3, 3_000_000_000), (3, 1500, 1_500_000_000), (6, 7, 7000), (9, 7, 7), (12, 7999, 7), (30, .max - 1, 0),
            (0x80, 2, 2_000_000_000), (0x81, 3, 1_500_000_000), (0xA0, 1 << 31, 500_000_000), (0xFF, .max, 0),
            (0, .max, .max), (6, .max, .max),
        ] as [(UInt8, UInt64, Int64)])
    func resolutions(byte: UInt8, ticks: UInt64, nanoseconds: Int64) throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface(options: [(9, [byte])])
        pcapng.packet(ticks: ticks, [])
        #expect(try ReadCapture(bytes: pcapng.bytes).times == [nanoseconds])
    }

    @Test("Absurd time offsets end at the nearest time", arguments: [(Int64.min, Int64.min), (.max, .max)])
    func offsets(seconds: Int64, nanoseconds: Int64) throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface(options: [(14, pcapng.value(seconds))])
        pcapng.packet(ticks: 0, [])
        #expect(try ReadCapture(bytes: pcapng.bytes).times == [nanoseconds])
    }
}
