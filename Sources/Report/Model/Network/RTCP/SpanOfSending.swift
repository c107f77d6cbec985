/// What a sender said that it sent from one report to another, and what the tap saw meanwhile.
public struct SpanOfSending: Hashable, Sendable, JSONRepresentable {
    /// Packets, by the sender's count.
    public var packets: Int
    /// Payload bytes, by the sender's count.
    public var octets: Int
    /// Packets, by sequence number at the tap: the same, but for those on the way at either end.
    public var tapExpected: Int
    /// Packets that reached the tap.
    public var tapReceived: Int
    /// Payload bytes that reached the tap.
    public var tapPayloadBytes: Int
    /// Packets that the sender sent and the tap did not see.
    public var lostUpstream: Int

    public init(
        packets: Int, octets: Int, tapExpected: Int, tapReceived: Int, tapPayloadBytes: Int, lostUpstream: Int
    ) {
        self.packets = packets
        self.octets = octets
        self.tapExpected = tapExpected
        self.tapReceived = tapReceived
        self.tapPayloadBytes = tapPayloadBytes
        self.lostUpstream = lostUpstream
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("packets", packets)
            $0.member("octets", octets)
            $0.member("tap_expected", tapExpected)
            $0.member("tap_received", tapReceived)
            $0.member("tap_payload_bytes", tapPayloadBytes)
            $0.member("lost_upstream", lostUpstream)
        }
    }
}
