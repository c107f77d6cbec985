import Wire

/// Where a call's two sides are: a client of its own for each call, behind one link; every eighth call over IPv6.
struct CallAddresses {
    var client: Endpoint
    var server: Endpoint
    /// A candidate of the far end that never answers.
    var deadServer: Endpoint

    init(call number: Int) {
        let index = UInt64(number)
        let clientPort = UInt16(20_000 + (number + number >> 24) % 40_000)
        let serverPort = UInt16(10_000 + 2 * ((number / 16) % 20_000))
        let server: IPAddress
        if number % 8 == 7 {
            client = Endpoint(IPAddress(high: 0x2001_0db8_0001_0000, low: index + 1), clientPort)
            server = IPAddress(high: 0x2001_0db8_ffff_0000, low: 1 + index % 16)
        } else {
            client = Endpoint(IPAddress(ipv4: 10 << 24 | UInt32(index & 0xFF_FFFF)), clientPort)
            server = IPAddress(ipv4: 0xCB00_7101 + UInt32(number % 16))
        }
        self.server = Endpoint(server, serverPort)
        deadServer = Endpoint(server, serverPort + 1)
    }
}
