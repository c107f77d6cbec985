import ICE
import Wire

/// Calls that are over and not judged yet: they have ended at once in such numbers that their reports are made little by
/// little, in the order of their ends.
///
/// A report takes a hundred times the memory of a call that failed at its first packet.
struct EndingCalls {
    typealias Ending = (call: CallHandle, last: Moment)

    /// Calls judged at once.
    static let atOnce = 512
    /// Calls judged at a time of those that were more.
    static let perStep = 16

    private var waiting: [Ending] = []
    private var position = 0

    var isWaiting: Bool { position < waiting.count }

    /// - Parameter calls: each with its last packet; one that has had others when its turn comes goes on.
    mutating func wait(_ calls: [Ending]) {
        waiting = calls
        position = 0
    }

    mutating func next(_ count: Int) -> [Ending] {
        let end = position + min(count, waiting.count - position)
        defer {
            position = end
            if !isWaiting { self = EndingCalls() }
        }
        return Array(waiting[position..<end])
    }
}
