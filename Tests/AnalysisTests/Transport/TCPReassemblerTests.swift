import Testing
import Wire

@testable import Analysis

@Suite struct TCPReassemblerTests {
    private static let messages: [[UInt8]] = [
        StreamMessages.stun(0), StreamMessages.channelData(13), StreamMessages.channelData(16), StreamMessages.stun(12),
        StreamMessages.channelData(1),
    ]
    private static let stream = messages.flatMap(StreamMessages.padded)

    @Test("A stream cut in two and three anywhere, from any sequence number, gives the same messages")
    func allCuts() {
        let stream = Self.stream
        for isn in [7, 0xffff_ffff, 0xffff_fff0, 0x7fff_fff8] as [UInt32] {
            for first in 0...stream.count {
                for second in Set([first, first + 1, first + 9, stream.count]) where second <= stream.count {
                    var direction = Direction()
                    direction.send(isn, [], isSYN: true)
                    for range in [0..<first, first..<second, second..<stream.count] {
                        direction.send(isn &+ 1 &+ UInt32(range.lowerBound), Array(stream[range]))
                    }
                    #expect(direction.messages == Self.messages)
                }
            }
        }
    }

    @Test("Segments in any order, twice, and overlapping")
    func disorder() {
        let stream = Self.stream
        let ranges = [0..<11, 11..<30, 20..<57, 57..<60, 40..<stream.count]
        for order in FragmentReassemblerTests.permutations(ranges) {
            var direction = Direction()
            direction.send(0xffff_ffe0, [], isSYN: true)
            for range in order + order {
                direction.send(0xffff_ffe1 &+ UInt32(range.lowerBound), Array(stream[range]))
            }
            #expect(direction.messages == Self.messages)
            #expect(direction.kinds == [.stun, .channelData, .channelData, .stun, .channelData])
            #expect(direction.reassembler.counts.holes == 0)
            #expect(direction.reassembler.counts.retransmissions >= 5)
        }
    }

    @Test("A repeated SYN changes nothing; another one begins anew")
    func syn() {
        var direction = Direction()
        direction.send(10, [], isSYN: true)
        direction.send(10, [], isSYN: true)
        direction.send(11, Array(Self.stream[..<15]))
        direction.send(1000, [], isSYN: true)
        // Data with the SYN begin one further on.
        direction.send(1000, Self.stream, isSYN: true)
        #expect(direction.messages == Self.messages)
    }

    @Test("A hole is given up when the receiver has acknowledged it")
    func acknowledgedHole() {
        var direction = Direction()
        let messages = (0..<6).map { StreamMessages.channelData(20, fill: $0) }
        direction.send(0, [], isSYN: true)
        direction.send(1, StreamMessages.stun(0))
        // Messages of 24 bytes from 21 on; the second is not in the capture.
        direction.send(21, messages[0])
        for index in 2..<6 { direction.send(UInt32(21 + 24 * index), messages[index]) }
        direction.acknowledge(21 + 24)
        #expect(direction.messages.count == 2 && direction.reassembler.counts.holes == 0)
        direction.acknowledge(21 + 24 * 3)
        #expect(direction.messages == [StreamMessages.stun(0), messages[0]] + messages[2...])
        #expect(direction.reassembler.counts.holes == 1)
    }

    @Test("A hole is given up after 10 s, 256 KiB or 256 segments")
    func boundedHole() {
        func directionWithHole() -> Direction {
            var direction = Direction()
            direction.send(0, [], isSYN: true)
            direction.send(1, StreamMessages.stun(0))
            return direction
        }
        var waiting = directionWithHole()
        waiting.send(100, StreamMessages.stun(0))
        waiting.time = Timestamp(nanoseconds: TCPReassembler.patience)
        waiting.send(120, StreamMessages.stun(4))
        #expect(waiting.messages.count == 1)
        waiting.time = Timestamp(nanoseconds: TCPReassembler.patience + 1)
        waiting.send(144, StreamMessages.stun(8))
        #expect(waiting.messages.map(\.count) == [20, 20, 24, 28])

        var many = directionWithHole()
        for index in 0..<TCPReassembler.maximumSegments {
            many.send(100 + 20 * UInt32(index), StreamMessages.stun(0))
        }
        #expect(many.messages.count == 1)
        many.send(100 + 20 * UInt32(TCPReassembler.maximumSegments), StreamMessages.stun(0))
        #expect(many.messages.count == 1 + TCPReassembler.maximumSegments + 1)

        var large = directionWithHole()
        let long = StreamMessages.stun(60000 - 20)
        for index in 0..<4 { large.send(100 + 60000 * UInt32(index), long) }
        #expect(large.messages.count == 1)
        large.send(100 + 60000 * 4, long)
        #expect(5 * 60000 > TCPReassembler.maximumBytes)
        #expect(large.messages.count == 6)
    }

    @Test("Segments from far away are strays, unless many follow")
    func strays() {
        var direction = Direction()
        direction.send(0, [], isSYN: true)
        direction.send(1, StreamMessages.stun(0))
        direction.send(0x4000_0000, StreamMessages.stun(0))
        direction.send(21, StreamMessages.stun(4))
        #expect(direction.messages.map(\.count) == [20, 24])
        for index in 0..<10 { direction.send(0x4000_0000 + 20 * UInt32(index), StreamMessages.stun(0)) }
        // The eighth in a row begins anew: three are delivered.
        #expect(direction.messages.count == 2 + 3)
    }

    @Test("What the snap length cut off is lost, and the next message is found")
    func snapLength() {
        var direction = Direction()
        direction.send(0, [], isSYN: true)
        direction.send(1, StreamMessages.stun(0))
        direction.send(21, Array(StreamMessages.stun(100)[..<40]), length: 120)
        direction.send(141, StreamMessages.stun(4))
        #expect(direction.messages.map(\.count) == [20, 24])
    }

    @Test(
        "Other protocols are given up at once",
        arguments: ["GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "SSH-2.0-x\r\n", "POST / HTTP/1.1\r\n"])
    func other(text: String) {
        var direction = Direction()
        direction.send(0, [], isSYN: true)
        direction.send(1, Array(text.utf8))
        #expect(direction.reassembler.framing == .other)
        direction.send(1 + UInt32(text.utf8.count), Self.stream)
        #expect(direction.messages.isEmpty)
    }

    @Test("TLS is opaque, at the start and in the middle")
    func tls() {
        let hello: [UInt8] = [0x16, 3, 1, 0, 100, 1, 0, 0, 96, 3, 3, 9, 9]
        var direction = Direction()
        direction.send(0, [], isSYN: true)
        direction.send(1, hello)
        #expect(direction.reassembler.framing == .tls)
        var middle = Direction()
        middle.send(77, [0x17, 3, 3, 0, 100] + hello)
        #expect(middle.reassembler.framing == .tls)
    }

    @Test("No byte of hostile segments traps, whatever is kept stays bounded")
    func hostile() {
        var seed: UInt64 = 1
        func random() -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 40)
        }
        for _ in 0..<50 {
            var direction = Direction()
            for _ in 0..<100 {
                let start = random() % Self.stream.count
                var bytes = Array(Self.stream[start..<start + random() % (Self.stream.count - start + 1)])
                if !bytes.isEmpty { bytes[random() % bytes.count] = UInt8(random() & 255) }
                direction.time = Timestamp(nanoseconds: Int64(random()) * 1000)
                direction.send(
                    UInt32(truncatingIfNeeded: random() % 3 == 0 ? start : random() << 20), bytes,
                    isSYN: random() % 20 == 0, length: bytes.count + random() % 2)
                direction.acknowledge(UInt32(truncatingIfNeeded: random() << 20))
            }
            for message in direction.messages { #expect(message.count <= 65535 + 4) }
        }
    }
}
