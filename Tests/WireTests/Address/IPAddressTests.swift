import Testing

@testable import Wire

@Suite("IP addresses as text (RFC 4291 2.2, RFC 5952)")
struct IPAddressTests {
    @Test(
        "RFC 5952's own examples are written in its form",
        arguments: [
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8::1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8::0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:0db8::1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8:0:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:DB8:0:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
            ("2001:db8:0000:0:1::1", "2001:db8::1:0:0:1"), ("2001:0db8::0001", "2001:db8::1"),
            ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8::aaaa:0:0:1", "2001:db8::aaaa:0:0:1"),
            ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"), ("fe80:0:0:0:0:0:0:0", "fe80::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("::FFFF:c000:201", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ])
    func canonical(text: String, expected: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == expected)
        #expect(IPAddress(expected) == address)
    }

    @Test(
        "What is no address",
        arguments: [
            "", ":", ":::", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", "256.1.1.1", "1.2.3.-4", "+1.2.3.4", "01.2.3.4",
            "1.2.3.1000",
            " 1.2.3.4", "1.2.3.4 ", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1::2:3:4:5:6:7:8", "12345::",
            "g::", "+1::", "-1::", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:", ":1", "fe80::1%eth0", "[::1]", "::1/64",
            "١.2.3.4",
        ])
    func invalid(text: String) { #expect(IPAddress(text) == nil) }

    @Test("Any address survives its text")
    func roundTrip() {
        var state: UInt64 = 1
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
        for _ in 0..<2000 {
            // Groups of zeros are what can go wrong.
            func half() -> UInt64 {
                (0..<4).reduce(0) { value, _ in value << 16 | (next() >> 20 & 3 < 2 ? 0 : next() >> 30 & 0xffff) }
            }
            let address = IPAddress(high: half(), low: half())
            #expect(IPAddress(address.description) == address)
            let ipv4 = IPAddress(ipv4: UInt32(truncatingIfNeeded: next() >> 16))
            #expect(IPAddress(ipv4.description) == ipv4 && ipv4.isIPv4 && !address.isIPv4)
        }
    }

    @Test("The 16 bytes, IPv4 mapped")
    func bytes() {
        #expect(IPAddress(ipv4: 0xc000_0201).bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1])
        #expect(IPAddress("::1")?.ipv4 == nil && IPAddress("1.2.3.4")?.ipv4 == 0x0102_0304)
        #expect(IPAddress.unspecified.description == "::")
    }

    @Test("Addresses of no use across the Internet, to the bounds of their ranges")
    func isPrivate() {
        let inside = [
            "10.0.0.0", "10.255.255.255", "127.0.0.1", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255",
            "169.254.0.0", "169.254.255.255", "100.64.0.0", "100.127.255.255", "::1", "fc00::", "fdff::1", "fe80::1",
            "febf::",
        ]
        let outside = [
            "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0", "169.253.255.255", "169.255.0.0", "100.63.255.255", "100.128.0.0", "::2", "fbff::", "fe00::",
            "fe7f::", "fec0::", "2001:db8::1",
        ]
        for text in inside { #expect(IPAddress(text)?.isPrivate == true, "\(text)") }
        for text in outside { #expect(IPAddress(text)?.isPrivate == false, "\(text)") }
    }

    @Test("Order is that of the 128 bits; of endpoints by address, then port")
    func order() throws {
        let texts = ["::", "::1", "0.0.0.1", "10.0.0.2", "255.0.0.0", "2001:db8::", "fe80::1"]
        let addresses = try texts.map { try #require(IPAddress($0)) }
        #expect(addresses.shuffled().sorted() == addresses)
        let low = Endpoint(addresses[2], 9)
        #expect(low < Endpoint(addresses[2], 10) && low < Endpoint(addresses[3], 1) && !(low < low))
    }

    @Test("Endpoints and five-tuples")
    func endpoints() throws {
        let ipv4 = Endpoint(try #require(IPAddress("192.0.2.1")), 5000)
        let ipv6 = Endpoint(try #require(IPAddress("2001:db8::1")), 5000)
        #expect(ipv4.description == "192.0.2.1:5000" && ipv6.description == "[2001:db8::1]:5000")
        let tuple = FiveTuple(source: ipv4, destination: ipv6, transport: .udp)
        #expect(tuple.reversed == FiveTuple(source: ipv6, destination: ipv4, transport: .udp))
        #expect(tuple.reversed.reversed == tuple && tuple.reversed != tuple)
    }
}
