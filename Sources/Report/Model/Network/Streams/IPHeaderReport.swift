/// What packets of a stream had in their IP headers.
public struct IPHeaderReport: Hashable, Sendable, JSONRepresentable {
    /// IPv4 TTL or IPv6 hop limit.
    public var hopLimit: Int
    /// Differentiated services code point.
    public var dscp: Int
    /// ECN code point.
    public var ecn: Int
    /// Packets with these.
    public var packets: Int
    /// The frame that first had them.
    public var firstFrame: UInt64

    public init(hopLimit: Int, dscp: Int, ecn: Int, packets: Int, firstFrame: UInt64) {
        self.hopLimit = hopLimit
        self.dscp = dscp
        self.ecn = ecn
        self.packets = packets
        self.firstFrame = firstFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("hop_limit", hopLimit)
            $0.member("dscp", dscp)
            $0.member("ecn", ecn)
            $0.member("packets", packets)
            $0.member("first_frame", firstFrame)
        }
    }
}
