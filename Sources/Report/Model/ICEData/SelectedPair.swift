/// `data.ice_data.selected_pair`: the pair that the client sends on.
public struct SelectedPair: Hashable, Sendable, JSONRepresentable {
    /// The client's.
    public var localCandidate: SelectedCandidate
    /// The far end's.
    public var remoteCandidate: SelectedCandidate
    /// Whether a check with USE-CANDIDATE was answered on it; null if no check was seen.
    public var nominated: Bool?
    /// failed once consent expired.
    public var state: ReportedPairState?

    public init(
        localCandidate: SelectedCandidate, remoteCandidate: SelectedCandidate, nominated: Bool? = nil,
        state: ReportedPairState? = nil
    ) {
        self.localCandidate = localCandidate
        self.remoteCandidate = remoteCandidate
        self.nominated = nominated
        self.state = state
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("local_candidate", localCandidate)
            $0.member("remote_candidate", remoteCandidate)
            $0.member("nominated", nominated)
            $0.member("state", state)
        }
    }
}
