import Testing
import Wire

@Suite struct SRTCPEvidenceTests {
    /// A clear first header, then what looks like noise, a trailer, and a tag.
    private func datagram(index: UInt32, tagByteCount: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x81, 201, 0, 7, 0, 0, 0, 9]
        for step in 0..<40 { bytes.append(UInt8(truncatingIfNeeded: 0x95 &+ step &* 37)) }
        bytes.append(contentsOf: [
            UInt8(0x80 | index >> 24), UInt8(index >> 16 & 0xff), UInt8(index >> 8 & 0xff), UInt8(index & 0xff),
        ])
        bytes.append(contentsOf: [UInt8](repeating: 0x3c, count: tagByteCount))
        return bytes
    }

    private func evidence(_ bytes: [UInt8], originalLength: Int? = nil) -> SRTCPEvidence? {
        SRTCPEvidence(bytes.span, originalLength: originalLength ?? bytes.count)
    }

    @Test("AEAD: the trailer ends the datagram")
    func aead() throws {
        let bytes = datagram(index: 5, tagByteCount: 0)
        let found = try #require(evidence(bytes))
        #expect(found.last.isEncrypted)
        #expect(found.last.index == 5)
        #expect(!found.parsesAsClear)
    }

    @Test("HMAC_SHA1: the trailer stands before a tag of ten bytes")
    func hmac() throws {
        let bytes = datagram(index: 0x7fff_fffe, tagByteCount: 10)
        let found = try #require(evidence(bytes))
        #expect(found.beforeTag?.isEncrypted == true)
        #expect(found.beforeTag?.index == 0x7fff_fffe)
        #expect(found.last.index == 0x3c3c_3c3c)
        #expect(!found.last.isEncrypted)
        #expect(!found.parsesAsClear)
    }

    @Test func clearCompound() throws {
        let bytes = RTCPCompoundTests.compound
        #expect(try #require(evidence(bytes)).parsesAsClear)
    }

    @Test("a datagram that was cut says nothing; one too short has no second place")
    func cut() throws {
        let bytes = datagram(index: 5, tagByteCount: 0)
        #expect(evidence(bytes, originalLength: bytes.count + 1) == nil)
        #expect(evidence(Array(bytes.prefix(8))) == nil)
        #expect(try #require(evidence(Array(bytes.prefix(21)))).beforeTag == nil)
        #expect(try #require(evidence(Array(bytes.prefix(22)))).beforeTag != nil)
    }
}
