import Testing

@testable import Wire

@Suite struct TunnelPortTests {
    @Test("The short list of tunnels' ports is that of the headers")
    func ports() {
        for port in UInt16.min...UInt16.max {
            #expect(TunnelPort.contains(port) == (HeaderWalk.Header(tunnelPort: port) != nil))
        }
    }
}
