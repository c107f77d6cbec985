import Testing

@testable import Wire

@Suite("RTP header extension elements (RFC 8285)")
struct RTPHeaderExtensionTests {
    private struct Element: Equatable {
        var id: UInt8
        var data: [UInt8]
    }

    private func elements(_ body: [UInt8], profile: UInt16, range: Range<Int>? = nil) -> [Element] {
        var found = [Element]()
        RTPHeaderExtension.forEachElement(of: body.span, in: range ?? 0..<body.count, profile: profile) { id, data in
            found.append(Element(id: id, data: Array(body[data])))
        }
        return found
    }

    @Test("One-byte form: RFC 8285 4.2's figure: a byte, two bytes, padding, four bytes")
    func oneByte() {
        let body: [UInt8] = [0x10, 0xaa, 0x21, 0xb1, 0xb2, 0, 0, 0x33, 0xc1, 0xc2, 0xc3, 0xc4]
        #expect(
            elements(body, profile: 0xbede) == [
                Element(id: 1, data: [0xaa]), Element(id: 2, data: [0xb1, 0xb2]),
                Element(id: 3, data: [0xc1, 0xc2, 0xc3, 0xc4]),
            ])
    }

    @Test("Two-byte form: RFC 8285 4.3's figure: no byte, a byte, padding, four bytes", arguments: 0...15)
    func twoByte(applicationBits: UInt16) {
        let body: [UInt8] = [1, 0, 2, 1, 0xaa, 0, 3, 4, 1, 2, 3, 4]
        #expect(
            elements(body, profile: 0x1000 | applicationBits) == [
                Element(id: 1, data: []), Element(id: 2, data: [0xaa]), Element(id: 3, data: [1, 2, 3, 4]),
            ])
    }

    @Test("Ids 15, and 0 with a length, end the one-byte form")
    func endingIds() {
        for end in [0xf0, 0x02] as [UInt8] {
            #expect(elements([0x10, 5, end, 6, 0x20, 7], profile: 0xbede) == [Element(id: 1, data: [5])])
        }
        #expect(elements([15, 1, 9], profile: 0x1000) == [Element(id: 15, data: [9])])
    }

    @Test("An element that overruns the extension ends it, for every prefix")
    func prefixes() {
        let oneByte: [UInt8] = [0x10, 0xaa, 0x21, 0xb1, 0xb2]
        #expect((0...5).map { elements(Array(oneByte[..<$0]), profile: 0xbede).count } == [0, 0, 1, 1, 1, 2])
        let twoByte: [UInt8] = [1, 1, 0xaa, 2, 2, 1, 2]
        #expect((0...7).map { elements(Array(twoByte[..<$0]), profile: 0x1000).count } == [0, 0, 0, 1, 1, 1, 1, 2])
    }

    @Test("Other profiles have no elements; a range beyond the captured bytes is cut")
    func foreign() {
        #expect(elements([0x10, 1], profile: 0xabcd).isEmpty && elements([0x10, 1], profile: 0).isEmpty)
        #expect(elements([0x10, 1, 0x20], profile: 0xbede, range: 0..<40) == [Element(id: 1, data: [1])])
        #expect(elements([0x10, 1], profile: 0xbede, range: 20..<40).isEmpty)
    }
}
