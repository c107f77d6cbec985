import ICE
import Wire

/// A TCP connection that began with TLS: what it carries cannot be seen.
struct TLSConnection: Hashable, Sendable {
    var client: Endpoint
    var server: Endpoint
    /// The ClientHello.
    var hello: Moment

    /// Default port of TURN over TLS (RFC 8656 5).
    static let turnPort: UInt16 = 5349
}

/// The latest TLS connections of the capture, whatever they are for; the oldest makes way.
struct TLSConnectionLog {
    static let capacity = 1024

    private(set) var connections: [TLSConnection] = []
    private var oldest = 0
    /// Those that made way.
    private(set) var evicted = 0

    mutating func add(_ connection: TLSConnection) {
        if connections.count < Self.capacity {
            connections.append(connection)
        } else {
            connections[oldest] = connection
            evicted += 1
            oldest = (oldest + 1) % Self.capacity
        }
    }

    /// Those of clients with one of these addresses, in order of time.
    func connections(from clients: Set<IPAddress>) -> [TLSConnection] {
        connections.filter { clients.contains($0.client.address) }.sorted { $0.hello < $1.hello }
    }
}
