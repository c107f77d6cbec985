/// Frames larger than the wire's: offloading (GSO, GRO, UDP_SEGMENT) joined packets before the capture saw them.
public struct OffloadReport: Hashable, Sendable, JSONRepresentable {
    /// Frames that were several packets; each packet was counted for itself, at the frame's time.
    public var frames: Int
    /// The packets in them.
    public var packets: Int
    /// The first of those frames; null if there is none.
    public var firstFrame: UInt64?
    /// Datagrams of calls, other than those, that no Ethernet frame of 1500 bytes holds: jumbo frames, or offloading that
    /// cannot be told apart.
    public var largeDatagrams: Int
    /// The first of them; null if there is none.
    public var firstLargeFrame: UInt64?
    /// The longest one's UDP payload in bytes; null if there is none.
    public var longestBytes: Int?

    public init(
        frames: Int = 0, packets: Int = 0, firstFrame: UInt64? = nil, largeDatagrams: Int = 0,
        firstLargeFrame: UInt64? = nil, longestBytes: Int? = nil
    ) {
        self.frames = frames
        self.packets = packets
        self.firstFrame = firstFrame
        self.largeDatagrams = largeDatagrams
        self.firstLargeFrame = firstLargeFrame
        self.longestBytes = longestBytes
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("frames", frames)
            $0.member("packets", packets)
            $0.member("first_frame", firstFrame)
            $0.member("large_datagrams", largeDatagrams)
            $0.member("first_large_frame", firstLargeFrame)
            $0.member("longest_bytes", longestBytes)
        }
    }
}
