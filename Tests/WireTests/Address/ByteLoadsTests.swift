import Testing

@testable import Wire

@Suite("Big-endian loads and stores")
struct ByteLoadsTests {
    private static let bytes: [UInt8] = [0x80, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xff]

    @Test("Every width, at any offset")
    func loads() {
        let span = Self.bytes.span
        #expect(span.uint16(at: 0) == 0x8001 && span.uint16(at: 7) == 0x07ff)
        #expect(span.uint24(at: 0) == 0x80_0102 && span.uint24(at: 6) == 0x06_07ff)
        #expect(span.uint32(at: 0) == 0x8001_0203 && span.uint32(at: 5) == 0x0506_07ff)
        #expect(span.uint48(at: 0) == 0x8001_0203_0405 && span.uint48(at: 3) == 0x0304_0506_07ff)
        #expect(span.uint64(at: 0) == 0x8001_0203_0405_0607 && span.uint64(at: 1) == 0x0102_0304_0506_07ff)
        #expect(span.copied() == Self.bytes)
    }

    @Test("What is stored is what is loaded")
    func roundTrip() {
        for value in [0, 1, 0x8001_0203_0405_0607, .max] as [UInt64] {
            var bytes = [UInt8]()
            bytes.append(uint16: UInt16(truncatingIfNeeded: value))
            bytes.append(uint24: UInt32(truncatingIfNeeded: value))
            bytes.append(uint32: UInt32(truncatingIfNeeded: value))
            bytes.append(uint64: value)
            #expect(bytes.count == 2 + 3 + 4 + 8)
            #expect(bytes.span.uint16(at: 0) == UInt16(truncatingIfNeeded: value))
            #expect(bytes.span.uint24(at: 2) == UInt32(truncatingIfNeeded: value) & 0xff_ffff)
            #expect(bytes.span.uint32(at: 5) == UInt32(truncatingIfNeeded: value))
            #expect(bytes.span.uint64(at: 9) == value)
        }
    }
}
