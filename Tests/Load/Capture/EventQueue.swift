/// What comes next: a heap of times, four children to a node, so that 100 000 entries are nine levels.
struct EventQueue {
    struct Event {
        var time: Int64
        var handle: Int32
    }

    private var events: [Event] = []

    var isEmpty: Bool { events.isEmpty }
    var first: Event { events[0] }

    /// Equal times go by handle, so that the order does not depend on how the heap was filled.
    private static func precedes(_ one: Event, _ other: Event) -> Bool {
        one.time < other.time || one.time == other.time && one.handle < other.handle
    }

    mutating func insert(_ event: Event) {
        events.append(event)
        var index = events.count - 1
        while index > 0 {
            let parent = (index - 1) / 4
            guard Self.precedes(event, events[parent]) else { break }
            events[index] = events[parent]
            index = parent
        }
        events[index] = event
    }

    /// The first event happens again at another time.
    mutating func moveFirst(to time: Int64) { sink(Event(time: time, handle: events[0].handle)) }

    mutating func removeFirst() {
        let last = events.removeLast()
        if !events.isEmpty { sink(last) }
    }

    /// Puts `event` where the first one was, and then where it belongs.
    private mutating func sink(_ event: Event) {
        var index = 0
        let count = events.count
        while true {
            let begin = 4 * index + 1
            guard begin < count else { break }
            var least = begin
            for child in (begin + 1)..<max(begin + 1, min(begin + 4, count))
            where Self.precedes(events[child], events[least]) { least = child }
            guard Self.precedes(events[least], event) else { break }
            events[index] = events[least]
            index = least
        }
        events[index] = event
    }
}
