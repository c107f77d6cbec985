import Testing
import Wire

@testable import Analysis

@Suite("What identifies a stream on the wire")
struct StreamFlowTests {
    private let source = Endpoint(IPAddress(ipv4: 0x0a00_0001), 5000)
    private let destination = Endpoint(IPAddress(ipv4: 0x0a00_0002), 6000)
    private let ssrc = SSRC(rawValue: 7)

    private func expectDistinct(_ flows: [StreamFlow]) {
        for (index, flow) in flows.enumerated() { #expect(flows.firstIndex(of: flow) == index) }
        #expect(Set(flows.map { $0.hash(seed: 1) }).count == flows.count)
    }

    @Test("Flows that differ in one thing only are told apart, by their hashes too")
    func differences() {
        let elsewhere = Endpoint(IPAddress(high: 1, low: 2), 5000)
        expectDistinct([
            StreamFlow(source: source, destination: destination, ssrc: ssrc),
            StreamFlow(source: destination, destination: source, ssrc: ssrc),
            StreamFlow(source: Endpoint(source.address, 5001), destination: destination, ssrc: ssrc),
            StreamFlow(source: elsewhere, destination: destination, ssrc: ssrc),
            StreamFlow(source: source, destination: elsewhere, ssrc: ssrc),
            StreamFlow(source: source, destination: destination, transport: .tcp, ssrc: ssrc),
            StreamFlow(source: source, destination: destination, ssrc: SSRC(rawValue: 8)),
        ])
    }

    @Test("The same flow in many relayed paths, as who wants look-ups to be slow would send it")
    func relays() {
        expectDistinct(
            (0..<1000).map {
                StreamFlow(
                    source: source, destination: destination, relay: PathHandle(index: $0), ssrc: ssrc)
            })
    }

    @Test("A path's key and direction give the flow of its packets")
    func keys() {
        for (from, to) in [(source, destination), (destination, source)] {
            let (key, isForward) = PathKey.make(source: from, destination: to, transport: .udp)
            #expect(
                StreamFlow(key, isForward: isForward, ssrc: ssrc)
                    == StreamFlow(source: from, destination: to, ssrc: ssrc))
        }
    }
}
