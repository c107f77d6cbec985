import LiveCapture
import Testing
import Wire

@Suite("Capture filters")
struct CaptureFilterTests {
    private static let ethernetHeader = [UInt8](repeating: 2, count: 12) + [0x08, 0x00]
    private static let cookedHeader: [UInt8] = [0, 0, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0, 0x08, 0x00]

    /// IPv4, UDP from 10.0.0.1:1000 to 10.0.0.2:port, without payload; checksums are not looked at.
    private static func datagram(port: UInt16) -> [UInt8] {
        [
            0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x03, 0xE8, UInt8(port >> 8),
            UInt8(truncatingIfNeeded: port), 0, 8, 0, 0,
        ]
    }

    private static func matches(
        _ filter: inout CaptureFilter, _ frame: [UInt8], _ linkType: LinkType, originalLength: Int? = nil
    ) throws(CaptureFilterError) -> Bool {
        let length = UInt32(originalLength ?? frame.count)
        return try filter.matches(frame.span, originalLength: length, linkType: linkType)
    }

    @Test("One expression on several link types")
    func linkTypes() throws {
        var filter = try CaptureFilter("udp port 3478")
        let frames: [(LinkType, [UInt8])] = [
            (.ethernet, CaptureFilterTests.ethernetHeader), (.linuxCooked, CaptureFilterTests.cookedHeader),
            (.rawIP, []), (.rawIP12, []), (.rawIP14, []), (.ipv4, []), (.ethernet, CaptureFilterTests.ethernetHeader),
        ]
        for (linkType, header) in frames {
            let wanted = try CaptureFilterTests.matches(
                &filter, header + CaptureFilterTests.datagram(port: 3478), linkType)
            let other = try CaptureFilterTests.matches(
                &filter, header + CaptureFilterTests.datagram(port: 3479), linkType)
            #expect(wanted && !other, "link type \(linkType.rawValue)")
        }
    }

    @Test("Lengths are those on the wire; a cut or empty frame does not match")
    func lengths() throws {
        let frame = CaptureFilterTests.ethernetHeader + CaptureFilterTests.datagram(port: 1)
        var filter = try CaptureFilter("greater 1000")
        let long = try CaptureFilterTests.matches(&filter, frame, .ethernet, originalLength: 1000)
        let short = try CaptureFilterTests.matches(&filter, frame, .ethernet, originalLength: 999)
        #expect(long && !short)
        filter = try CaptureFilter("udp dst port 1")
        for length in 0...frame.count {
            let matched = try CaptureFilterTests.matches(&filter, Array(frame.prefix(length)), .ethernet)
            // Up to both ports: 14 of Ethernet, 20 of IPv4, 4 of UDP.
            #expect(matched == (length >= 38))
        }
    }

    @Test("A wrong expression is refused in one sentence with libpcap's reason", arguments: ["udp prot 5", "port"])
    func wrongExpression(expression: String) throws {
        let error = #expect(throws: CaptureFilterError.self) { _ = try CaptureFilter(expression) }
        let sentence = try #require(error).sentence
        #expect(sentence.contains("'\(expression)'"))
        #expect(sentence.contains("syntax error"))
        #expect(sentence.hasSuffix("."))
    }

    @Test("An expression that has a meaning on other link types only is accepted")
    func otherLinkTypes() throws {
        var filter = try CaptureFilter("wlan type mgt")
        #expect(throws: CaptureFilterError.self) { _ = try CaptureFilterTests.matches(&filter, [0, 0], .ethernet) }
        let beacon = try CaptureFilterTests.matches(
            &filter, [0x80] + [UInt8](repeating: 0, count: 30), .ieee80211)
        #expect(beacon)
    }

    @Test("A link type that libpcap does not know says so for every frame")
    func unknownLinkType() throws {
        var filter = try CaptureFilter("udp")
        for _ in 0..<2 {
            let error = #expect(throws: CaptureFilterError.self) {
                _ = try CaptureFilterTests.matches(&filter, [0], LinkType(rawValue: 60_000))
            }
            #expect(error?.sentence.contains("link type 60000") == true)
        }
    }
}
