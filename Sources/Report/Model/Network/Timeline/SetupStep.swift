/// A step of the call's setup.
public struct SetupStep: Hashable, Sendable, JSONRepresentable {
    /// What happened, in snake case.
    public var step: String
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it.
    public var frame: UInt64?
    /// Milliseconds since the call's first packet.
    public var milliseconds: Double

    public init(step: String, time: UnixTime, frame: UInt64? = nil, milliseconds: Double) {
        self.step = step
        self.time = time
        self.frame = frame
        self.milliseconds = milliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("step", step)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("ms", milliseconds, decimals: 3)
        }
    }
}
