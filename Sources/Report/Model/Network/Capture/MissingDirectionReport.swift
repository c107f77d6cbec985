/// A side that takes part in the call and whose packets the capture does not hold.
public struct MissingDirectionReport: Hashable, Sendable, JSONRepresentable {
    /// The side that is never seen.
    public var side: CallSide
    /// What proves that it is there.
    public var reason: String
    /// Packets that prove it, the first of them.
    public var frames: [UInt64]

    public init(side: CallSide, reason: String, frames: [UInt64] = []) {
        self.side = side
        self.reason = reason
        self.frames = frames
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("reason", reason)
            $0.member("frames", frames)
        }
    }
}
