import ICE
import Media
import Report

extension CallJudgement {
    /// Why figures of the documented intervals are null, in all of them or in some.
    func notObservable(in segments: [CallSegment]) -> [NotObservable] {
        var missing: [NotObservable] = []
        for (agent, sender, fields) in [
            (perspective.client, "client", "segments.packetsSent, segments.bytesSent"),
            (
                1 - perspective.client, "far end",
                "segments.packetsReceived, segments.bytesReceived, segments.packetsLost"
            ),
        ] where isUncaptured(agent) {
            missing.append(NotObservable(field: fields, reason: "no packet of the \(sender) is in the capture"))
        }
        let main = Self.main(of: receivedAudio)
        if segments.contains(where: { $0.jitterMilliseconds == nil }) {
            missing.append(
                NotObservable(
                    field: "segments.jitter",
                    reason: main == nil
                        ? "no audio to the client passed this tap"
                        : main?.figures.jitterLast == nil
                            ? "the received audio's clock rate is unknown"
                            : "null in intervals without packets of the received stream with most packets"))
        }
        if segments.contains(where: { $0.packetLossPercent == nil }) {
            missing.append(
                NotObservable(
                    field: "segments.packetLoss",
                    reason: main == nil
                        ? "no audio to the client passed this tap"
                        : "null in intervals in which no packet to the client was due"))
        }
        return missing
    }
}
