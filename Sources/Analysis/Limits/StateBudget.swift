/// Watches that the facts of all calls in progress fit a number of bytes, without measuring them at each packet.
///
/// What is allocated where, adds up to a promise: the facts have grown by no more than `growth` since they were measured.
/// They are measured again when that could exceed what was left. So it costs nothing while there is room, and near the bound
/// it is paid by the packets that made it necessary.
struct StateBudget {
    /// Facts that one packet of a known stream may add, amortised over their arrays' doubling: a second's figures, or a packet
    /// that waits for its clock.
    static let perFrame = 320
    /// Those of a new path and its call.
    static let perPath = 1600
    /// Those of one STUN message: a transaction, and perhaps a summary.
    static let perMessage = 768
    /// Those of one record of DTLS or RTCP, besides its bytes.
    static let perRecord = 256
    /// The least that is measured for: below it, measuring would cost more than it watches.
    private static let minimumAllowance = 8 << 20

    let capacity: Int
    /// Of these, what calls may take that nobody answered.
    let unansweredCapacity: Int
    /// An upper bound of what was added since the facts were measured.
    private(set) var growth = 0
    private var allowance: Int

    init(capacity: Int, unansweredCapacity: Int) {
        self.capacity = capacity
        self.unansweredCapacity = min(unansweredCapacity, capacity)
        allowance = max(Self.minimumAllowance, self.unansweredCapacity)
    }

    /// The facts must be measured now.
    var isDue: Bool { growth > allowance }

    @inline(__always)
    mutating func grow(by bytes: Int) { growth &+= bytes }

    /// - Parameter unanswered: what of `bytes` is of calls that nobody answered.
    mutating func measured(_ bytes: Int, unanswered: Int) {
        growth = 0
        allowance = max(Self.minimumAllowance, min(capacity - bytes, unansweredCapacity - unanswered))
    }

    /// What has to make way, so that there is room for a while; that of unanswered calls makes way first.
    func excess(_ bytes: Int, unanswered: Int) -> Int {
        func excess(_ bytes: Int, over capacity: Int) -> Int {
            bytes > capacity ? bytes - capacity + capacity / 3 : 0
        }
        return max(
            excess(bytes, over: capacity), min(unanswered, excess(unanswered, over: unansweredCapacity)))
    }
}
