/// What of a stream's content is told by the second: cumulative, as the other figures of `StreamSecond`.
@frozen
public struct StreamContentSecond: Equatable, BitwiseCopyable, Sendable {
    public var firstLevel = AudioLevelSum()
    public var secondLevel = AudioLevelSum()
    /// `StreamByteCounts.otherPadding`.
    public var otherPadding = PaddedBytes()

    @inlinable public init() {}

    init(first: AudioLevelSum, second: AudioLevelSum, padding: PaddedBytes) {
        firstLevel = first
        secondLevel = second
        otherPadding = padding
    }

    /// The levels that the elements of an id said so far.
    public func level(id: UInt8) -> AudioLevelSum? {
        if id == 0 { return nil }
        if firstLevel.id == id { return firstLevel }
        return secondLevel.id == id ? secondLevel : nil
    }

    /// These figures and what they grew by from `start` to `end`.
    func adding(from start: StreamContentSecond, to end: StreamContentSecond) -> StreamContentSecond {
        var sum = self
        sum.otherPadding.resume(from: start.otherPadding, to: end.otherPadding)
        for level in [end.firstLevel, end.secondLevel] where level.id != 0 {
            let before = start.level(id: level.id) ?? AudioLevelSum()
            if sum.firstLevel.id == level.id || sum.firstLevel.id == 0 {
                sum.firstLevel.resume(from: before, to: level)
            } else if sum.secondLevel.id == level.id || sum.secondLevel.id == 0 {
                sum.secondLevel.resume(from: before, to: level)
            }
        }
        return sum
    }
}
