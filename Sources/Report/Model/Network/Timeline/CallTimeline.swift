/// `data.network.timeline[]`: what happened, then the counters from which stored reports can be compared later.
public struct CallTimeline: Hashable, Sendable, JSONRepresentable {
    /// In time order.
    public var events: [TimelineEvent]
    /// One for each stream.
    public var counters: [CounterSeries]

    public init(events: [TimelineEvent] = [], counters: [CounterSeries] = []) {
        self.events = events
        self.counters = counters
    }

    public func write(to json: inout JSONWriter) {
        json.array { json in
            for event in events { json.element(event) }
            for series in counters { json.element(series) }
        }
    }
}
