/// What a TURN server relayed in one direction.
public struct RelayedTraffic: Hashable, Sendable, JSONRepresentable {
    /// Packets.
    public var packets: Int
    /// Bytes of the packets carried, without what TURN adds.
    public var bytes: Int

    public init(packets: Int, bytes: Int) {
        self.packets = packets
        self.bytes = bytes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("packets", packets)
            $0.member("bytes", bytes)
        }
    }
}
