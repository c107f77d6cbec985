/// The first and the last elements of a sequence, and how many there were: bounded, and the same whether the sequence
/// comes whole or in consecutive pieces.
struct DTLSHeadTailLog<Element: Hashable & Sendable>: Hashable, Sendable {
    let headCapacity: Int
    let tailCapacity: Int
    private(set) var head: [Element] = []
    private(set) var tail: [Element] = []
    private(set) var count: UInt64 = 0

    init(headCapacity: Int, tailCapacity: Int) {
        self.headCapacity = headCapacity
        self.tailCapacity = tailCapacity
    }

    /// Elements that are in neither end.
    var omitted: UInt64 { count - UInt64(head.count + tail.count) }

    var elements: [Element] { head + tail }

    mutating func append(_ element: Element) {
        count += 1
        if head.count < headCapacity {
            head.append(element)
        } else {
            if tail.count == tailCapacity { tail.removeFirst() }
            tail.append(element)
        }
    }

    /// Appends the log of what came after; `transform` is applied to its elements.
    mutating func append(_ later: DTLSHeadTailLog, _ transform: (Element) -> Element) {
        for element in later.head { append(transform(element)) }
        // What the later log left out lies between its ends: at least a tail's worth follows it.
        count += later.omitted
        for element in later.tail { append(transform(element)) }
    }

    /// Merges a log of the same time.
    mutating func merge(
        _ other: DTLSHeadTailLog, _ transform: (Element) -> Element, by areInOrder: (Element, Element) -> Bool
    ) {
        let total = count + other.count
        let merged = (elements + other.elements.map(transform)).sorted(by: areInOrder)
        self = DTLSHeadTailLog(headCapacity: headCapacity, tailCapacity: tailCapacity)
        for element in merged { append(element) }
        count = total
    }
}
