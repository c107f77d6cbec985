/// Something that happened in the call.
public struct TimelineEvent: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// The frame that shows it.
    public var frame: UInt64?
    /// Kind of event, in snake case.
    public var event: String
    /// One line for a reader.
    public var text: String

    public init(time: UnixTime, frame: UInt64? = nil, event: String, text: String) {
        self.time = time
        self.frame = frame
        self.event = event
        self.text = text
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("event", event)
            $0.member("text", text)
        }
    }
}

extension TimelineEvent {
    /// The event as one line of `data.logs`.
    public var logLine: String {
        let place = frame.map { " (frame \($0))" } ?? ""
        return "\(UTCText.timestamp(time)) \(event): \(text)\(place)"
    }
}
