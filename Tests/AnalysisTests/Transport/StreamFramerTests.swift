import Testing
import Wire

@testable import Analysis

@Suite struct StreamFramerTests {
    private struct Framed {
        var framer: StreamFramer
        var messages: [[UInt8]] = []
        var kinds: [DatagramKind] = []

        init(atStart: Bool) { framer = StreamFramer(atStart: atStart) }

        mutating func receive(_ bytes: [UInt8]) {
            var (messages, kinds) = (self.messages, self.kinds)
            framer.receive(bytes.span) {
                messages.append($0.copied())
                kinds.append($1)
            }
            (self.messages, self.kinds) = (messages, kinds)
        }
    }

    @Test("RFC 4571: messages behind their length, cut anywhere")
    func rfc4571() {
        let messages = [StreamMessages.stun(), StreamMessages.rtp(33), StreamMessages.stun(0), StreamMessages.rtp(12)]
        let stream = messages.flatMap(StreamMessages.prefixed)
        for cut in 0...stream.count {
            var framed = Framed(atStart: true)
            framed.receive(Array(stream[..<cut]))
            framed.receive(Array(stream[cut...]))
            #expect(framed.messages == messages && framed.kinds == [.stun, .rtp, .stun, .rtp])
            #expect(framed.framer.framing == .rfc4571 && framed.framer.skippedBytes == 0)
        }
    }

    @Test("RFC 4571 without ICE: three messages decide; null packets are skipped")
    func rtpAlone() {
        var framed = Framed(atStart: true)
        let messages = (0..<4).map { StreamMessages.rtp(20 + $0, sequence: UInt8($0)) }
        framed.receive(StreamMessages.prefixed(messages[0]) + StreamMessages.prefixed(messages[1]))
        #expect(framed.messages.isEmpty && framed.framer.framing == .undecided)
        framed.receive(StreamMessages.prefixed(messages[2]) + [0, 0] + StreamMessages.prefixed(messages[3]))
        #expect(framed.messages == messages)
    }

    @Test("SIP: messages as long as their Content-Length says, cut anywhere, with empty lines between")
    func sip() {
        let first = Array("INVITE sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 4\r\n\r\nbody".utf8)
        let second = Array("SIP/2.0 200 OK\r\ni: 1\r\nl: 0\r\n\r\n".utf8)
        let stream = first + second + [13, 10, 13, 10] + first
        for isAtStart in [true, false] {
            for cut in 0...stream.count {
                var framed = Framed(atStart: isAtStart)
                framed.receive(Array(stream[..<cut]))
                framed.receive(Array(stream[cut...]))
                #expect(framed.messages == [first, second, first] && framed.framer.framing == .sip)
            }
        }
        // HTTP looks like it up to the end of its first line.
        var other = Framed(atStart: true)
        other.receive(Array("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        #expect(other.framer.framing == .other)
    }

    @Test("Other protocols with a length of two bytes: DNS answers, OpenVPN data")
    func lookalikes() {
        let answer: [UInt8] = [0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + [UInt8](repeating: 9, count: 30)
        let data: [UInt8] = [0x30, 1] + [UInt8](repeating: 9, count: 60)
        let dns = [0x80, 0x81, 0x82, 0x83, 0x84].map { [$0, 7] + answer }
        for stream in [dns, [data, data, data, data]] {
            for isAtStart in [true, false] {
                var framed = Framed(atStart: isAtStart)
                for message in stream { framed.receive(StreamMessages.prefixed(message)) }
                #expect(framed.messages.isEmpty && framed.framer.framing != .rfc4571)
            }
        }
    }

    @Test("A byte at a time")
    func singleBytes() {
        let messages = [StreamMessages.stun(4), StreamMessages.channelData(7), StreamMessages.stun(0)]
        for prefix in [StreamMessages.padded, StreamMessages.prefixed] {
            let wanted = prefix(messages[1]).count == 12 ? messages : [messages[0], messages[2]]
            var framed = Framed(atStart: true)
            for byte in wanted.flatMap(prefix) { framed.receive([byte]) }
            #expect(framed.messages == wanted)
        }
    }

    @Test("In the middle of a connection the cookie shows where a message begins")
    func middle() {
        let stream = StreamMessages.padded(StreamMessages.channelData(30)) + StreamMessages.stun(12)
        for prefix in [StreamMessages.padded, StreamMessages.prefixed] {
            let messages = [StreamMessages.stun(12), StreamMessages.stun(8)]
            let whole = prefix(StreamMessages.rtp(30)) + messages.flatMap(prefix)
            for start in 1..<30 {
                var framed = Framed(atStart: false)
                framed.receive(Array(whole[start...]))
                #expect(framed.messages == messages)
                #expect(framed.framer.skippedBytes == prefix(StreamMessages.rtp(30)).count - start)
            }
        }
        var aligned = Framed(atStart: false)
        aligned.receive(stream)
        #expect(aligned.kinds == [.channelData, .stun])
    }

    @Test("Without STUN three messages that begin where segments do are enough")
    func chain() {
        let messages = (0..<4).map { StreamMessages.channelData(50 + 4 * $0) }
        var framed = Framed(atStart: false)
        framed.receive([9, 9, 9, 9, 9])
        for message in messages[..<2] { framed.receive(StreamMessages.padded(message)) }
        #expect(framed.messages.isEmpty)
        for message in messages[2...] { framed.receive(StreamMessages.padded(message)) }
        #expect(framed.messages == messages)
        #expect(framed.framer.framing == .turn && framed.framer.skippedBytes == 5)
    }

    @Test("After a loss and after garbage the next message is found, in the framing that is known")
    func resynchronisation() {
        for prefix in [StreamMessages.padded, StreamMessages.prefixed] {
            var framed = Framed(atStart: true)
            framed.receive(prefix(StreamMessages.stun(0)))
            framed.receive(Array(prefix(StreamMessages.stun(40))[..<30]))
            framed.framer.lose()
            framed.receive([1, 2, 3])
            framed.receive(prefix(StreamMessages.stun(4)))
            #expect(framed.messages.map(\.count) == [20, 24])
            framed.receive(
                [0xff, 0xff, 0xff, 0xff] + prefix(StreamMessages.stun(8)) + [0xff, 0xff]
                    + prefix(StreamMessages.stun(12)))
            #expect(framed.messages.map(\.count) == [20, 24, 28, 32])
        }
    }

    @Test("Google's pseudo-TLS greeting is skipped; a real hello is TLS")
    func pseudoTLS() {
        let client = [0x80, 0x46, 0x01, 0x03, 0x01, 0x00] + [UInt8](repeating: 7, count: 66)
        let server = [0x16, 0x03, 0x01, 0x00, 0x4a, 0x02] + [UInt8](repeating: 7, count: 73)
        for greeting in [client, server] {
            let stream = greeting + StreamMessages.stun()
            for cut in [0, 10, greeting.count, greeting.count + 5, stream.count] {
                var framed = Framed(atStart: true)
                framed.receive(Array(stream[..<cut]))
                framed.receive(Array(stream[cut...]))
                #expect(framed.messages == [StreamMessages.stun()])
            }
        }
        var real = Framed(atStart: true)
        real.receive(server + [0x16, 0x03, 0x01, 0x03, 0, 11, 0, 0, 0])
        #expect(real.framer.framing == .tls)
    }

    @Test("A stream that never shows a message is given up after 8 KiB; one of ours is not")
    func limits() {
        let noise = [UInt8](repeating: 0xee, count: 1000)
        var unknown = Framed(atStart: false)
        for count in 1...9 {
            unknown.receive(noise)
            #expect(unknown.framer.isOpaque == (count * 1000 > StreamFramer.searchLimit))
        }
        var known = Framed(atStart: true)
        known.receive(StreamMessages.stun(0))
        for _ in 0..<30 { known.receive(noise) }
        known.receive(StreamMessages.stun(4))
        #expect(known.messages.map(\.count) == [20, 24])
    }
}
