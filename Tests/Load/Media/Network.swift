/// What the way to the tap does to one stream's packets.
struct Network {
    var loss: Double
    var lossBurst: Double
    var duplicates: Double
    var reordering: Double
    /// Deviation of the delay, in ns.
    var jitter: Double

    private static let losses = [0, 0, 0.001, 0.005, 0.01, 0.02, 0.05]
    private static let jitters = [0.2, 0.5, 1, 2, 4, 8]

    /// What the plan leaves open is chosen: every tenth stream has duplicates and packets out of order.
    init(_ plan: LoadPlan, _ random: inout SeededRandom) {
        loss = plan.loss ?? random.element(of: Self.losses)
        lossBurst = max(plan.lossBurst, 1)
        let isUntidy = random.below(10) == 0
        duplicates = plan.duplicates ?? (isUntidy ? 0.002 : 0)
        reordering = plan.reordering ?? (isUntidy ? 0.002 : 0)
        jitter = (plan.jitterMilliseconds ?? random.element(of: Self.jitters)) * 1e6
    }
}
