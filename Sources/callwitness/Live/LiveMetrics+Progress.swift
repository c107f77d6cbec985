import Analysis
import Report

extension LiveMetrics {
    mutating func observe(_ progress: CallProgress, hasDrops: Bool) {
        func direction(_ direction: CallProgress.Direction?) -> Direction? {
            direction.map {
                Direction(jitterMilliseconds: $0.jitterMilliseconds, packetLossPercent: $0.packetLossPercent)
            }
        }
        observe(
            rttMilliseconds: progress.rttMilliseconds, sent: direction(progress.sent),
            received: direction(progress.received), hasDrops: hasDrops)
    }
}
