/// An alert.
public struct DTLSAlertReport: Hashable, Sendable, JSONRepresentable {
    /// Who sent it.
    public var sender: CallSide
    /// warning or fatal; null if it is encrypted.
    public var level: String?
    /// IANA's name, or the number; "encrypted".
    public var description: String
    /// Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64

    public init(sender: CallSide, level: String?, description: String, time: UnixTime, frame: UInt64) {
        self.sender = sender
        self.level = level
        self.description = description
        self.time = time
        self.frame = frame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("level", level)
            $0.member("description", description)
            $0.member("time", time)
            $0.member("frame", frame)
        }
    }
}
