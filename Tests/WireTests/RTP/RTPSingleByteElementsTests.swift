import TestSupport
import Testing

@testable import Wire

@Suite("Header extension elements of one byte")
struct RTPSingleByteElementsTests {
    private func elements(_ body: [UInt8], profile: UInt16, csrcs: Int = 0, captured: Int? = nil)
        -> RTPSingleByteElements
    {
        var header = RTPHeader(
            payloadType: PayloadType(rawValue: 111), sequenceNumber: 1, timestamp: 2, ssrc: SSRC(rawValue: 3))
        header.extensionProfile = profile
        header.csrcCount = UInt8(csrcs)
        var bytes: [UInt8] = []
        header.serialize(
            csrcs: (0..<csrcs).map { SSRC(rawValue: UInt32($0)) },
            extensionBody: body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4), into: &bytes)
        bytes += [0x10, 99, 0x10, 99]
        let length = bytes.count
        bytes.removeLast(length - min(length, captured ?? length))
        guard let parsed = RTPHeader(parsing: bytes.span, datagramLength: length) else {
            return RTPSingleByteElements()
        }
        return RTPSingleByteElements(parsed, in: bytes.span)
    }

    private func pairs(_ elements: RTPSingleByteElements) -> [[UInt8]] {
        [elements.first, elements.second].filter { $0.id != 0 }.map { [$0.id, $0.value] }
    }

    @Test("A browser's audio: sequence, send time, media id and level")
    func browser() {
        let body: [UInt8] = [0x31, 1, 2, 0x22, 1, 2, 3, 0x40, 48, 0x10, 0x87]
        for csrcs in 0...3 {
            #expect(pairs(elements(body, profile: 0xbede, csrcs: csrcs)) == [[4, 48], [1, 0x87]])
        }
        #expect(pairs(elements([0x31, 1, 2, 0x22, 1, 2, 3], profile: 0xbede)) == [])
        // Only the first two are kept.
        #expect(pairs(elements([0x10, 1, 0x20, 2, 0x30, 3], profile: 0xbede)) == [[1, 1], [2, 2]])
    }

    @Test("The two-byte form")
    func twoByte() {
        let body: [UInt8] = [1, 0, 20, 1, 0xaa, 0, 3, 4, 1, 2, 3, 4, 5, 1, 6]
        #expect(pairs(elements(body, profile: 0x1000)) == [[20, 0xaa], [5, 6]])
        #expect(pairs(elements(body, profile: 0xabcd)) == [])
    }

    @Test("As the walk over all elements finds them, whatever the bytes, and however the capture cut them")
    func likeTheWalk() {
        var random = SplitMix(seed: 5)
        for round in 0..<4000 {
            let profile: UInt16 = round % 2 == 0 ? 0xbede : 0x1003
            var body = random.bytes(4 * Int.random(in: 0...6, using: &random))
            // Short elements, so that several fit.
            for index in body.indices where round % 3 > 0 && Bool.random(using: &random) { body[index] &= 0x31 }
            var found: [[UInt8]] = []
            RTPHeaderExtension.forEachElement(of: body.span, in: 0..<body.count, profile: profile) { id, data in
                if data.count == 1, found.count < 2 { found.append([id, body[data.lowerBound]]) }
            }
            #expect(pairs(elements(body, profile: profile)) == found)
            let captured = Int.random(in: 0...(20 + body.count), using: &random)
            let cut = pairs(elements(body, profile: profile, captured: captured))
            #expect(Array(found.prefix(cut.count)) == cut)
        }
    }
}
