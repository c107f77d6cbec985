/// A flight of the handshake (RFC 6347 section 4.2.4).
public struct DTLSFlightReport: Hashable, Sendable, JSONRepresentable {
    /// Who sent it.
    public var sender: CallSide
    /// Handshake messages in clear, or how its records are protected.
    public var messages: [String]
    /// First packet, Unix seconds.
    public var time: UnixTime
    /// Last packet before any repetition, Unix seconds.
    public var end: UnixTime?
    /// First packet.
    public var frame: UInt64
    /// Last packet before any repetition.
    public var lastFrame: UInt64?
    /// Packets, repeats too.
    public var packets: Int
    /// UDP payload of the packets before any repetition, in bytes.
    public var bytes: Int?
    /// Times that the flight was repeated, in whole or in part, of however many packets.
    public var retransmissions: Int
    /// Those times, one by one.
    public var repeats: [DTLSRepeatReport]

    public init(
        sender: CallSide, messages: [String] = [], time: UnixTime, end: UnixTime? = nil, frame: UInt64,
        lastFrame: UInt64? = nil, packets: Int, bytes: Int? = nil, retransmissions: Int,
        repeats: [DTLSRepeatReport] = []
    ) {
        self.sender = sender
        self.messages = messages
        self.time = time
        self.end = end
        self.frame = frame
        self.lastFrame = lastFrame
        self.packets = packets
        self.bytes = bytes
        self.retransmissions = retransmissions
        self.repeats = repeats
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("messages", messages)
            $0.member("time", time)
            $0.member("end", end)
            $0.member("frame", frame)
            $0.member("last_frame", lastFrame)
            $0.member("packets", packets)
            $0.member("bytes", bytes)
            $0.member("retransmissions", retransmissions)
            $0.member("repeats", repeats)
        }
    }
}
