/// A channel of an allocation.
public struct TURNChannelReport: Hashable, Sendable, JSONRepresentable {
    /// 0x4000 to 0x4FFF.
    public var number: Int
    /// The peer it is bound to.
    public var peer: TransportAddress
    /// The first ChannelBind request.
    public var frame: UInt64?
    /// ChannelBind requests: more than one are refreshes.
    public var requests: Sightings?

    public init(number: Int, peer: TransportAddress, frame: UInt64? = nil, requests: Sightings? = nil) {
        self.number = number
        self.peer = peer
        self.frame = frame
        self.requests = requests
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("peer", peer)
            $0.member("frame", frame)
            $0.member("requests", requests)
        }
    }
}
