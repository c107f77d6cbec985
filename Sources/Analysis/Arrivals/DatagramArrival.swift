public import Wire

/// One datagram that is neither RTP nor STUN.
@frozen
public struct DatagramArrival: BitwiseCopyable, Sendable {
    public var time: Timestamp
    public var frame: UInt64
    /// UDP payload.
    public var length: Int32
    public var isSent: Bool
    /// Index into the side's ways.
    public var way: Int32 = 0

    public init(time: Timestamp, frame: UInt64, length: Int32, isSent: Bool) {
        self.time = time
        self.frame = frame
        self.length = length
        self.isSent = isSent
    }
}
