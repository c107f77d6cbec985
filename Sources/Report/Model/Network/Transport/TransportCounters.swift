/// What went between the client and the far end, as the transport and candidate-pair entries of getStats count it: RTP,
/// RTCP and DTLS, repeated datagrams too, without connectivity checks.
public struct TransportCounters: Hashable, Sendable, JSONRepresentable {
    /// Datagrams from the client.
    public var packetsSent: Int
    /// Bytes of UDP payload from the client; through a relay, of what TURN carries.
    public var bytesSent: Int
    /// Datagrams to the client.
    public var packetsReceived: Int
    /// Bytes of UDP payload to the client; through a relay, of what TURN carries.
    public var bytesReceived: Int

    public init(packetsSent: Int = 0, bytesSent: Int = 0, packetsReceived: Int = 0, bytesReceived: Int = 0) {
        self.packetsSent = packetsSent
        self.bytesSent = bytesSent
        self.packetsReceived = packetsReceived
        self.bytesReceived = bytesReceived
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("packets_sent", packetsSent)
            $0.member("bytes_sent", bytesSent)
            $0.member("packets_received", packetsReceived)
            $0.member("bytes_received", bytesReceived)
        }
    }
}
