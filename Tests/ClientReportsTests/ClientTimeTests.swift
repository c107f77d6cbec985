import Report
import Testing

@testable import ClientReports

@Suite("Times as clients write them")
struct ClientTimeTests {
    @Test(
        "ISO 8601",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T12:27:28.326Z", 1_795_436_848_326),
            ("2026-11-23T12:27:28.326999Z", 1_795_436_848_326), ("2026-11-23T13:27:28.326+01:00", 1_795_436_848_326),
            ("2026-11-23 06:57:28.326-0530", 1_795_436_848_326), ("2026-11-23T12:27:28", 1_795_436_848_000),
            ("2024-02-29T23:59:60Z", 1_709_251_200_000), ("2199-12-31T23:59:59.999Z", 7_258_118_399_999),
        ])
    func iso8601(_ text: String, _ milliseconds: Int64) throws {
        let time = try #require(ClientTime.iso8601(text))
        #expect(time.nanoseconds / 1_000_000 == milliseconds)
    }

    @Test(
        "What is none",
        arguments: [
            "", "now", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2200-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00", "2026-11-23T24:00:00Z", "2026-11-23T12:27:28.Z",
            "2026-11-23T12:27:28Zx", "2026-11-23T12:27:28+99:00", "２０２６-11-23T12:27:28Z",
        ])
    func others(_ text: String) {
        #expect(ClientTime.iso8601(text) == nil)
    }

    @Test("Every prefix and every changed byte is a time or none")
    func changes() {
        let text = Array("2026-11-23T12:27:28.326+01:00".utf8)
        for index in text.indices {
            _ = ClientTime.iso8601(String(decoding: text[..<index], as: UTF8.self))
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                _ = ClientTime.iso8601(String(decoding: changed, as: UTF8.self))
            }
        }
    }

    @Test("Unix times tell their unit by their size")
    func unix() {
        #expect(ClientTime.unix(1_712_000_005)?.time.nanoseconds == 1_712_000_005_000_000_000)
        #expect(ClientTime.unix(1_712_000_005)?.unit == .seconds)
        #expect(ClientTime.unix(1_795_436_849_305.831)?.time.nanoseconds == 1_795_436_849_305_831_000)
        #expect(ClientTime.unix(-1) == nil)
        #expect(ClientTime.unix(1e300) == nil)
        #expect(ClientTime.unix(7_258_118_399_999)?.unit == .milliseconds)
    }
}
