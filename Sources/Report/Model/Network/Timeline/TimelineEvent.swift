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
        var line: [UInt8] = []
        line.reserveCapacity(64 + event.utf8.count + text.utf8.count)
        UTCText.append(timestamp: time, to: &line)
        line.append(UInt8(ascii: " "))
        line.append(contentsOf: event.utf8)
        line.append(contentsOf: ": ".utf8)
        line.append(contentsOf: text.utf8)
        if let frame { line.append(contentsOf: " (frame \(frame))".utf8) }
        return String(decoding: line, as: UTF8.self)
    }
}
