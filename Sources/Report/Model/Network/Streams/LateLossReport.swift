/// Packets that would miss a fixed playout buffer.
public struct LateLossReport: Hashable, Sendable, JSONRepresentable {
    /// Milliseconds.
    public var bufferMilliseconds: Int
    /// Percent of the packets that arrived.
    public var percent: Double?

    public init(bufferMilliseconds: Int, percent: Double? = nil) {
        self.bufferMilliseconds = bufferMilliseconds
        self.percent = percent
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("buffer_ms", bufferMilliseconds)
            $0.member("percent", percent, decimals: 3)
        }
    }
}
