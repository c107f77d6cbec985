/// Round-trip time, of the path and of its halves at the tap.
public struct RTTReport: Hashable, Sendable, JSONRepresentable {
    /// Client to far end and back; null where only one half can be seen.
    public var path: RTTStatistics?
    /// From the tap to each responder.
    public var halves: [RTTHalf]
    /// The path's samples, in columns.
    public var samples: RTTSamples?

    public init(path: RTTStatistics? = nil, halves: [RTTHalf] = [], samples: RTTSamples? = nil) {
        self.path = path
        self.halves = halves
        self.samples = samples
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("path_ms", path)
            $0.member("halves", halves)
            $0.member("samples", samples)
        }
    }
}
