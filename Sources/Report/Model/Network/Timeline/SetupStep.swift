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
    /// The step that it waited for; null for one that waited for none.
    public var after: String?
    /// Milliseconds since that step.
    public var durationMilliseconds: Double?
    /// No other step took as long.
    public var isCostliest: Bool

    public init(
        step: String, time: UnixTime, frame: UInt64? = nil, milliseconds: Double, after: String? = nil,
        durationMilliseconds: Double? = nil, isCostliest: Bool = false
    ) {
        self.step = step
        self.time = time
        self.frame = frame
        self.milliseconds = milliseconds
        self.after = after
        self.durationMilliseconds = durationMilliseconds
        self.isCostliest = isCostliest
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("step", step)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("ms", milliseconds, decimals: 3)
            $0.member("after", after)
            $0.member("duration_ms", durationMilliseconds, decimals: 3)
            $0.member("costliest", isCostliest)
        }
    }
}
