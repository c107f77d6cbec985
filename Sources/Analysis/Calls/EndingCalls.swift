import ICE
import Wire

/// Calls that have ended at once in such numbers that their reports are made little by little, in the order of their ends.
///
/// A report takes a hundred times the memory of a call that failed at its first packet.
struct EndingCalls {
    /// Calls judged at once.
    static let atOnce = 512

    private var waiting: [CallHandle] = []
    private var position = 0
    /// They had their last packets no later than this; those that have had others since go on.
    private(set) var idleSince = Timestamp.distantPast

    var isWaiting: Bool { position < waiting.count }

    mutating func wait(_ calls: [(call: CallHandle, last: Moment)], idleSince: Timestamp) {
        waiting = calls.map(\.call)
        position = 0
        self.idleSince = idleSince
    }

    mutating func next(_ count: Int) -> ArraySlice<CallHandle> {
        let end = min(waiting.count, position + count)
        defer { position = end }
        return waiting[position..<end]
    }
}
