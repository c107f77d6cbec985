import Testing
import Wire

@Suite("Damaged pcapng files")
struct PcapngDamageTests {
    private static func small(big: Bool) -> (bytes: [UInt8], packetEnds: [Int]) {
        var pcapng = PcapngBytes(big: big)
        var ends: [Int] = []
        pcapng.section(options: [(4, [0x61])])
        pcapng.interface(options: [(2, [0x62]), (9, [9])])
        pcapng.packet(ticks: 1, [1, 2, 3], options: [(1, [0x63])])
        ends.append(pcapng.bytes.count)
        pcapng.block(3) { $0.append([0, 0, 0, 0]) }
        ends.append(pcapng.bytes.count)
        pcapng.block(5, options: [(4, pcapng.value(UInt64(2)))]) { $0.append([UInt8](repeating: 0, count: 12)) }
        pcapng.packet(ticks: 2, [4])
        ends.append(pcapng.bytes.count)
        return (pcapng.bytes, ends)
    }

    @Test("Every prefix gives the frames before the cut", arguments: [false, true])
    func prefixes(big: Bool) throws {
        let (bytes, ends) = PcapngDamageTests.small(big: big)
        for length in 0..<bytes.count {
            let prefix = Array(bytes.prefix(length))
            guard length >= 28 else {
                #expect(openingError(prefix) != nil)
                continue
            }
            #expect(try ReadCapture(bytes: prefix).frames.count == ends.count { $0 <= length })
        }
        #expect(try ReadCapture(bytes: bytes).damage.isEmpty)
    }

    @Test("Every single bit flip, and every byte set to its extremes, is read without a crash")
    func flips() {
        let (bytes, _) = PcapngDamageTests.small(big: false)
        let file = TemporaryFile([])
        for index in bytes.indices {
            for mask in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] ^= mask
                file.replace(with: changed)
                if let read = try? ReadCapture(file.path) {
                    #expect(read.frames.count <= 4 && read.notes.count <= 16)
                }
            }
        }
    }

    @Test("Lengths that differ end the file there")
    func trailingLength() throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        pcapng.packet(ticks: 0, [1])
        let start = pcapng.bytes.count
        pcapng.packet(ticks: 0, [2])
        var bytes = pcapng.bytes
        bytes[bytes.count - 4] = 0x20
        let read = try ReadCapture(bytes: bytes)
        #expect(read.data == [[1]])
        #expect(read.damage.map(\.offset) == [UInt64(start)])
        #expect(read.damage.first?.sentence.contains("two lengths, 36 and 32, differ") == true)
    }

    @Test("A lying block length ends the file there", arguments: [UInt32(0), 11, 16_777_217, .max])
    func lyingLength(length: UInt32) throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        pcapng.packet(ticks: 0, [1])
        let read = try ReadCapture(bytes: pcapng.bytes + pcapng.value(UInt32(6)) + pcapng.value(length) + [0, 0, 0, 0])
        #expect(read.data == [[1]])
        #expect(read.damage.map(\.offset) == [UInt64(pcapng.bytes.count)])
    }

    @Test("A block that is wrong inside is skipped, and the next is read")
    func skippable() throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        pcapng.interface()
        pcapng.packet(ticks: 0, [1], captured: 5)
        pcapng.packet(interface: 1, ticks: 0, [1])
        pcapng.block(6) { $0.append([UInt8](repeating: 0, count: 16)) }
        pcapng.block(1) { $0.append(UInt32(0)) }
        pcapng.block(5) { $0.append(UInt32(0)) }
        pcapng.block(10) {
            $0.append(UInt32(0))
            $0.append(UInt32.max)
        }
        pcapng.packet(ticks: 0, [2])
        let read = try ReadCapture(bytes: pcapng.bytes)
        #expect(read.data == [[2]])
        #expect(read.damage.count == 6)
        #expect(read.frames.map(\.number) == [1])
    }

    @Test("Of many skipped blocks the first ten and each power of ten are told")
    func manySkipped() throws {
        var pcapng = PcapngBytes()
        pcapng.section()
        for _ in 0..<1234 { pcapng.packet(ticks: 0, []) }
        let read = try ReadCapture(bytes: pcapng.bytes)
        // 1 to 10, 100 and 1000.
        #expect(read.damage.count == 10 + 2)
        #expect(read.damage.last?.sentence.hasSuffix("the block is skipped (1000 so far).") == true)
    }

    @Test("Interfaces of one section are bounded")
    func interfaceBound() throws {
        var one = PcapngBytes()
        one.interface()
        var section = PcapngBytes()
        section.section()
        var bytes = section.bytes
        for _ in 0..<65_537 { bytes += one.bytes }
        let read = try ReadCapture(bytes: bytes)
        #expect(read.interfaces.count == 65_536)
        #expect(read.damage.count == 1)
    }
}
