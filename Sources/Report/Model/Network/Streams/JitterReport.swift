/// Interarrival jitter (RFC 3550 section 6.4.1, floating form) at the tap.
public struct JitterReport: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds, after the last packet.
    public var lastMilliseconds: Double?
    /// Milliseconds, mean over the packets.
    public var meanMilliseconds: Double?
    /// Milliseconds, highest after any packet.
    public var maximumMilliseconds: Double?

    public init(lastMilliseconds: Double? = nil, meanMilliseconds: Double? = nil, maximumMilliseconds: Double? = nil) {
        self.lastMilliseconds = lastMilliseconds
        self.meanMilliseconds = meanMilliseconds
        self.maximumMilliseconds = maximumMilliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("last", lastMilliseconds, decimals: 3)
            $0.member("mean", meanMilliseconds, decimals: 3)
            $0.member("max", maximumMilliseconds, decimals: 3)
        }
    }
}
