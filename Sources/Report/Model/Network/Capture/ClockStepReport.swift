/// A jump of the capture's own clock.
public struct ClockStepReport: Hashable, Sendable, JSONRepresentable {
    /// Of the first frame after the step, Unix seconds.
    public var time: UnixTime
    /// That frame.
    public var frame: UInt64
    /// Milliseconds, negative if the clock went back.
    public var milliseconds: Double

    public init(time: UnixTime, frame: UInt64, milliseconds: Double) {
        self.time = time
        self.frame = frame
        self.milliseconds = milliseconds
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("ms", milliseconds, decimals: 3)
        }
    }
}
