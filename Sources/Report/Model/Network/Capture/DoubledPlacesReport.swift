/// Two places of the network at which the capture saw the same packets.
public struct DoubledPlacesReport: Hashable, Sendable, JSONRepresentable {
    /// Where they were seen first: interface and time to live.
    public var first: String
    /// Where they were seen again, and not counted.
    public var second: String
    /// Packets other than RTP seen there again; RTP is in `doubled` alone.
    public var packets: Int
    /// The first of them.
    public var firstFrame: UInt64

    public init(first: String, second: String, packets: Int, firstFrame: UInt64) {
        self.first = first
        self.second = second
        self.packets = packets
        self.firstFrame = firstFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("first", first)
            $0.member("second", second)
            $0.member("packets", packets)
            $0.member("first_frame", firstFrame)
        }
    }
}
