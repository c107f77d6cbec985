/// The DTLS datagrams of one side, whatever became of them.
public struct DTLSDirectionReport: Hashable, Sendable, JSONRepresentable {
    /// Who sent them.
    public var sender: CallSide
    /// Datagrams; those inside STUN attributes are not counted.
    public var packets: Int
    /// UDP payload, in bytes.
    public var bytes: Int
    /// The longest one's UDP payload, in bytes; null if there is none.
    public var longestBytes: Int?
    /// The first of them; null if there is none.
    public var firstFrame: UInt64?
    /// The last of them; null if there is none.
    public var lastFrame: UInt64?

    public init(
        sender: CallSide, packets: Int, bytes: Int, longestBytes: Int? = nil, firstFrame: UInt64? = nil,
        lastFrame: UInt64? = nil
    ) {
        self.sender = sender
        self.packets = packets
        self.bytes = bytes
        self.longestBytes = longestBytes
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("packets", packets)
            $0.member("bytes", bytes)
            $0.member("longest_bytes", longestBytes)
            $0.member("first_frame", firstFrame)
            $0.member("last_frame", lastFrame)
        }
    }
}
