import Testing

@testable import Wire

@Suite("Address ranges in CIDR notation (RFC 4632 3.1, RFC 4291 2.3)")
struct IPNetworkTests {
    private func contains(_ network: String, _ address: String) throws -> Bool {
        try #require(IPNetwork(network)).contains(#require(IPAddress(address)))
    }

    @Test("From the first to the last address of every prefix length", arguments: 0...32)
    func ipv4(length: Int) throws {
        let network = try #require(IPNetwork("203.0.113.77/\(length)"))
        let base: UInt32 = 0xcb00_714d
        let hostMask: UInt32 = length == 32 ? 0 : .max >> UInt32(length)
        let (first, last) = (base & ~hostMask, base | hostMask)
        #expect(network.contains(IPAddress(ipv4: first)) && network.contains(IPAddress(ipv4: last)))
        if length > 0 {
            #expect(!network.contains(IPAddress(ipv4: first &- 1)) && !network.contains(IPAddress(ipv4: last &+ 1)))
        }
    }

    @Test("IPv6 prefixes, also at 64 bits")
    func ipv6() throws {
        #expect(try contains("2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"))
        #expect(try !contains("2001:db8::/32", "2001:db9::"))
        #expect(try contains("2001:db8::/63", "2001:db8:0:1::") && !contains("2001:db8::/63", "2001:db8:0:2::"))
        #expect(try contains("2001:db8::/64", "2001:db8::ffff:0:0:0") && !contains("2001:db8::/64", "2001:db8:0:1::"))
        #expect(
            try contains("2001:db8::/65", "2001:db8::7fff:0:0:0") && !contains("2001:db8::/65", "2001:db8::8000:0:0:0"))
        #expect(try contains("2001:db8::1/128", "2001:db8::1") && !contains("2001:db8::1/128", "2001:db8::"))
        #expect(try contains("::/0", "fe80::1"))
    }

    @Test("A lone address is a range of one; families do not mix")
    func families() throws {
        #expect(try contains("192.0.2.1", "192.0.2.1") && !contains("192.0.2.1", "192.0.2.2"))
        #expect(try contains("2001:db8::1", "2001:db8::1") && !contains("2001:db8::1", "2001:db8::2"))
        #expect(try !contains("::/0", "192.0.2.1") && !contains("0.0.0.0/0", "2001:db8::1"))
    }

    @Test(
        "What is no range",
        arguments: [
            "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/ 8",
            "::/129",
            "10.0.0.0/99999999999999999999", "example/8",
        ])
    func invalid(text: String) { #expect(IPNetwork(text) == nil) }
}
