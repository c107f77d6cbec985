import Report
import Testing

@Suite("Keys of a terminal")
struct LiveKeyTests {
    @Test("Sequences, in one piece or byte by byte")
    func sequences() {
        let bytes = Array("q\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[6~\u{1B}[H\u{1B}[4~\r\u{7F}/".utf8)
        let keys: [LiveKey] = [
            .character("q"), .up, .down, .pageUp, .pageDown, .home, .end, .enter, .backspace, .character("/"),
        ]
        var decoder = LiveKeyDecoder()
        #expect(decoder.decode(bytes) == keys)
        #expect(bytes.flatMap { decoder.decode([$0]) } == keys)
    }

    @Test("An escape is a key when nothing belongs to it")
    func escape() {
        var decoder = LiveKeyDecoder()
        #expect(decoder.decode([0x1B]) == [])
        #expect(decoder.flush() == [.escape])
        #expect(decoder.decode([0x1B, UInt8(ascii: "q")]) == [.escape, .character("q")])
        #expect(decoder.flush() == [])
    }

    @Test("What is no key is nothing, however long it is")
    func rubbish() {
        var decoder = LiveKeyDecoder()
        #expect(decoder.decode(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 1000)).count < 1000)
        _ = decoder.flush()
        #expect(decoder.decode([0x00, 0x01, 0xC3, 0xA4, 0xFF]) == [])
        #expect(decoder.decode(Array("\u{1B}[99~q".utf8)) == [.character("q")])
    }
}
