import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// The same figures as those of the report's segments, for one interval that may go on past the call's last packet.
    func progress(from begin: Timestamp, to end: Timestamp) -> CallProgress {
        let parties = perspectiveReport
        let pair = iceData.selectedPair
        return CallProgress(
            callID: options.callID ?? CallIdentifier.make(for: facts), timestamp: UnixTime(end),
            firstPacket: UnixTime(facts.first.time), lastPacket: UnixTime(facts.last.time),
            sent: progress(.sent, of: perspective.client, from: begin, to: end),
            received: progress(.received, of: 1 - perspective.client, from: begin, to: end),
            rttMilliseconds: RTTJudgement(self).path(at: end), client: parties.local?.endpoint,
            farEnd: parties.remote?.endpoint, localCandidate: pair?.localCandidate.type,
            remoteCandidate: pair?.remoteCandidate.type,
            iceState: iceState, dtlsState: dtlsState)
    }

    private func progress(
        _ direction: CallDirection, of sender: Int, from begin: Timestamp, to end: Timestamp
    ) -> CallProgress.Direction? {
        guard !isUncaptured(sender) else { return nil }
        let audio = streams.filter { $0.mayBeAudio && self.direction(of: $0) == direction }
        var progress = CallProgress.Direction(packets: 0, lost: 0, bytes: 0)
        var before = (packets: 0, lost: 0)
        for stream in audio {
            if let state = stream.figures.state(at: begin) {
                before.packets += Int(state.unique)
                before.lost += Int(state.lost)
            }
            guard let state = stream.figures.state(at: end) else { continue }
            progress.packets += Int(state.unique)
            progress.lost += Int(state.lost)
            let bytes = payloadBytes(of: stream, at: state)
            progress.bytes = progress.bytes.flatMap { sum in bytes.map { sum + $0 } }
        }
        // A late packet takes a loss back.
        let newLost = max(0, progress.lost - before.lost)
        progress.packetLossPercent = DocumentedUnits.percent(
            newLost, of: newLost + max(0, progress.packets - before.packets))
        if let main = Self.main(of: audio), main.figures.jitterLast != nil,
            let state = main.figures.state(at: end)
        {
            let start = main.figures.state(at: begin)
            let packets = state.unique - (start?.unique ?? 0)
            if packets > 0 {
                progress.jitterMilliseconds =
                    (state.jitterSumMilliseconds - (start?.jitterSumMilliseconds ?? 0)) / Double(packets)
            }
        }
        var levels = LevelSegments(audio.map { ($0, $0.audioLevel?.slot.total.id) })
        _ = levels.next(begin)
        progress.audioLevel = levels.next(end)
        return progress
    }
}
