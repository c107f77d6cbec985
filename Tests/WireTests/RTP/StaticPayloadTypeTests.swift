import Testing

@testable import Wire

@Suite("Static RTP payload types (RFC 3551 6; IANA rtp-parameters)")
struct StaticPayloadTypeTests {
    /// The registry's rows: type, encoding, audio or video (33 is both), clock rate.
    private static let registry: [(type: UInt8, name: String, kind: String, rate: UInt32)] = [
        (0, "PCMU", "A", 8000), (3, "GSM", "A", 8000), (4, "G723", "A", 8000), (5, "DVI4", "A", 8000),
        (6, "DVI4", "A", 16000), (7, "LPC", "A", 8000), (8, "PCMA", "A", 8000), (9, "G722", "A", 8000),
        (10, "L16", "A", 44100), (11, "L16", "A", 44100), (12, "QCELP", "A", 8000), (13, "CN", "A", 8000),
        (14, "MPA", "A", 90000), (15, "G728", "A", 8000), (16, "DVI4", "A", 11025), (17, "DVI4", "A", 22050),
        (18, "G729", "A", 8000), (25, "CelB", "V", 90000), (26, "JPEG", "V", 90000), (28, "nv", "V", 90000),
        (31, "H261", "V", 90000), (32, "MPV", "V", 90000), (33, "MP2T", "AV", 90000), (34, "H263", "V", 90000),
    ]

    @Test("Every registered type, and no other, has its name, kind and rate")
    func all() {
        for type in UInt8.min...UInt8.max {
            let found = StaticPayloadType(PayloadType(rawValue: type))
            let row = Self.registry.first { $0.type == type }
            #expect(found?.codec == row?.name && found?.clockRate.rawValue == row?.rate)
            #expect(found?.isVideo == row.map { $0.kind.contains("V") })
        }
    }
}
