import ICE
import Wire

/// Which frames belong to one call: those between its endpoints, while it lasted.
public struct CallFrames: Sendable {
    private struct Connection: Hashable {
        var pair: EndpointPair
        var transport: IPProtocol
    }

    private var connections: Set<Connection>
    private var first: Timestamp
    private var last: Timestamp

    init(_ facts: CallFacts) {
        // What runs inside TURN messages comes in the frames of the path to the server.
        connections = Set(
            facts.paths.filter { $0.relay == nil }.map { Connection(pair: $0.pair, transport: $0.transport) })
        first = facts.first.time
        last = facts.last.time
    }

    func contains(_ packet: NetworkPacket, at time: Timestamp) -> Bool {
        guard first <= time, time <= last else { return false }
        let pair = EndpointPair(packet.source, packet.destination)
        if connections.contains(Connection(pair: pair, transport: packet.transport)) { return true }
        // A fragment shows no ports.
        guard packet.kind == .fragment else { return false }
        let addresses = Set([packet.source.address, packet.destination.address])
        return connections.contains { Set([$0.pair.lower.address, $0.pair.upper.address]) == addresses }
    }
}
