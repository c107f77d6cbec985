import Analysis
import Report

extension LiveCallRow {
    init(_ progress: CallProgress) {
        self.init(
            callID: progress.callID, firstPacket: progress.firstPacket, lastPacket: progress.lastPacket,
            timestamp: progress.timestamp)
        client = progress.client
        farEnd = progress.farEnd
        localCandidate = progress.localCandidate
        remoteCandidate = progress.remoteCandidate
        iceState = progress.iceState
        dtlsState = progress.dtlsState
        rttMilliseconds = progress.rttMilliseconds
        func direction(_ direction: CallProgress.Direction?) -> Direction? {
            direction.map {
                Direction(jitterMilliseconds: $0.jitterMilliseconds, packetLossPercent: $0.packetLossPercent)
            }
        }
        sent = direction(progress.sent)
        received = direction(progress.received)
    }
}
