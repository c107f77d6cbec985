/// How many of something were seen, and when first and last.
public struct Tally: Hashable, Sendable {
    public private(set) var count = 0
    public private(set) var first: Moment?
    public private(set) var last: Moment?

    public init() {}

    public init(_ moment: Moment) { observe(moment) }

    public init(count: Int, first: Moment?, last: Moment?) {
        self.count = count
        self.first = first
        self.last = last
    }

    public mutating func observe(_ moment: Moment) {
        count += 1
        first = Moment.earliest(first, moment)
        last = Moment.latest(last, moment)
    }

    public mutating func append(_ later: Tally) {
        count += later.count
        first = Moment.earliest(first, later.first)
        last = Moment.latest(last, later.last)
    }
}
