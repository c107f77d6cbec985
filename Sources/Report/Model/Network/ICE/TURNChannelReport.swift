/// A channel of an allocation.
public struct TURNChannelReport: Hashable, Sendable, JSONRepresentable {
    /// 0x4000 to 0x4FFF.
    public var number: Int
    /// The peer it is bound to.
    public var peer: TransportAddress
    /// The ChannelBind success.
    public var frame: UInt64?

    public init(number: Int, peer: TransportAddress, frame: UInt64? = nil) {
        self.number = number
        self.peer = peer
        self.frame = frame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("peer", peer)
            $0.member("frame", frame)
        }
    }
}
