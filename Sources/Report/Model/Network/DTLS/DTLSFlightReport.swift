/// A flight of the handshake (RFC 6347 section 4.2.4).
public struct DTLSFlightReport: Hashable, Sendable, JSONRepresentable {
    /// Who sent it.
    public var sender: CallSide
    /// Handshake messages in clear, or how its records are protected.
    public var messages: [String]
    /// First packet, Unix seconds.
    public var time: UnixTime
    /// First packet.
    public var frame: UInt64
    /// Packets, repeats too.
    public var packets: Int
    /// Times that the flight was repeated.
    public var retransmissions: Int

    public init(
        sender: CallSide, messages: [String] = [], time: UnixTime, frame: UInt64, packets: Int, retransmissions: Int
    ) {
        self.sender = sender
        self.messages = messages
        self.time = time
        self.frame = frame
        self.packets = packets
        self.retransmissions = retransmissions
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("messages", messages)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("packets", packets)
            $0.member("retransmissions", retransmissions)
        }
    }
}
