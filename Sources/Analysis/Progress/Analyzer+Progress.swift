import ICE
public import Report
public import Wire

extension Analyzer {
    /// The calls in progress, in no order.
    public var callsInProgress: [CallReference] { calls.handles.map { CallReference(handle: $0) } }

    /// Calls in progress.
    public var callCount: Int { calls.handles.count }

    /// The time that the capture has come to; nil before its first frame.
    public var captureTime: Timestamp? { clock.now }

    /// How a call did from `begin` to `end`, which are whole seconds. It costs as much for a long call as for a short one.
    ///
    /// - Returns: nil if it is over, had not begun by `end`, or may yet prove to be no call.
    public func progress(of call: CallReference, from begin: Timestamp, to end: Timestamp) -> CallProgress? {
        guard let judgement = judgementNow(of: call.handle), judgement.facts.first.time < end else { return nil }
        return judgement.progress(from: begin, to: end)
    }

    /// A call's report as if the capture ended now; nil if it is over or may yet prove to be no call.
    public func reportNow(of call: CallReference) -> CallReport? { judgementNow(of: call.handle)?.report }

    private func judgementNow(of call: CallHandle) -> CallJudgement? {
        guard calls.handles.contains(call) else { return nil }
        let facts = self.facts(of: call)
        // Gathering alone is a call only once it has failed, which its end decides.
        guard facts.hasPeerTraffic else { return nil }
        return CallJudgement(facts, options: options, health: health, clock: clock)
    }
}
