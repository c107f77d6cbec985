import Testing

@testable import Wire

@Suite("RTP header (RFC 3550 5.1, 5.3.1)")
struct RTPHeaderTests {
    /// V=2, P, X, two CSRCs, M, PT 111, sequence 0x1234, timestamp, SSRC, one-byte extension of one word, 4 bytes.
    private static let full: [UInt8] = [
        0xb2, 0xef, 0x12, 0x34, 0x00, 0x01, 0x02, 0x03, 0xde, 0xad, 0xbe, 0xef,
        0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x02,
        0xbe, 0xde, 0x00, 0x01, 0x10, 0x85, 0x00, 0x00,
        0x01, 0x02, 0x03, 0x04,
    ]

    private func parse(_ bytes: [UInt8], length: Int? = nil) -> RTPHeader? {
        RTPHeader(parsing: bytes.span, datagramLength: length ?? bytes.count)
    }

    @Test("Reads every field")
    func fields() throws {
        let header = try #require(parse(Self.full))
        #expect(header.hasPadding && header.marker && header.payloadType.rawValue == 111)
        #expect(header.sequenceNumber == 0x1234 && header.timestamp == 0x10203)
        #expect(header.ssrc.rawValue == 0xdead_beef && header.ssrc.description == "0xdeadbeef")
        #expect(header.csrcCount == 2 && header.extensionProfile == 0xbede)
        #expect(header.length == 12 + 8 + 8 && header.extensionRange == 24..<28)
    }

    @Test("Round trip: fixed, with CSRCs, with extensions, also one of profile 0 and an empty one")
    func roundTrip() throws {
        for csrcs in [0, 1, 15] {
            for body in [nil, [], [1, 2, 3, 4], [UInt8](repeating: 7, count: 40)] as [[UInt8]?] {
                for profile in [0, 0xbede, 0x1000] as [UInt16] {
                    var header = RTPHeader(
                        marker: csrcs == 1, payloadType: PayloadType(rawValue: 127), sequenceNumber: 65535,
                        timestamp: .max, ssrc: SSRC(rawValue: 1))
                    header.hasPadding = csrcs == 15
                    header.extensionProfile = body == nil ? nil : profile
                    header.csrcCount = UInt8(csrcs)
                    header.length = 12 + 4 * csrcs + (body.map { 4 + $0.count } ?? 0)
                    var bytes = [UInt8]()
                    header.serialize(
                        csrcs: (0..<csrcs).map { SSRC(rawValue: UInt32($0)) }, extensionBody: body ?? [], into: &bytes)
                    #expect(bytes.count == header.length && parse(bytes) == header)
                    #expect(Array(bytes[header.extensionRange]) == body ?? [])
                }
            }
        }
    }

    @Test("What does not fit is not written")
    func serializeBounds() throws {
        var header = RTPHeader(
            payloadType: PayloadType(rawValue: 255), sequenceNumber: 1, timestamp: 2, ssrc: SSRC(rawValue: 3))
        header.extensionProfile = 0xbede
        var bytes = [UInt8]()
        header.serialize(
            csrcs: [SSRC](repeating: SSRC(rawValue: 9), count: 20),
            extensionBody: [UInt8](repeating: 1, count: 300_001),
            into: &bytes)
        let read = try #require(parse(bytes))
        #expect(!read.marker && read.payloadType.rawValue == 127 && read.csrcCount == 15)
        #expect(read.length == bytes.count && bytes.count == 12 + 60 + 4 + 4 * 65535)
    }

    @Test("Every prefix: nil if the header is cut, whole once it is there")
    func prefixes() {
        for count in 0...Self.full.count {
            // Captured bytes cut by the snap length: up to the extension's length field they must be there.
            let cut = parse(Array(Self.full[..<count]), length: Self.full.count)
            #expect((cut != nil) == (count >= 24))
            if let cut { #expect(cut.length == 28) }
            // A datagram that really ends there.
            #expect((parse(Array(Self.full[..<count])) != nil) == (count >= 28))
        }
    }

    @Test("Every single-byte change reads without a trap, within the datagram")
    func changes() {
        for offset in Self.full.indices {
            for value in [0x00, 0x01, 0x7f, 0x80, 0x8f, 0x9f, 0xff] as [UInt8] {
                var bytes = Self.full
                bytes[offset] = value
                guard let header = parse(bytes) else {
                    #expect([0, 22, 23].contains(offset), "only version, counts and lengths can make it none")
                    continue
                }
                #expect(header.length <= bytes.count && header.extensionRange.upperBound <= bytes.count)
                RTPHeaderExtension.forEachElement(
                    of: bytes.span, in: header.extensionRange, profile: header.extensionProfile ?? 0
                ) { _, data in
                    #expect(data.lowerBound >= 24 && data.upperBound <= header.length)
                }
            }
        }
    }

    @Test("Only version 2 is RTP")
    func version() {
        for version in [0, 1, 3] as [UInt8] {
            var bytes = Self.full
            bytes[0] = version << 6 | bytes[0] & 0x3f
            #expect(parse(bytes) == nil)
        }
    }
}
