/// How the two sides connected: `data.ice_data`.
public struct ICEData: Hashable, Sendable, JSONRepresentable {
    /// Final states before the orderly end of the call.
    public var transport: TransportStates
    /// The pair that the client sends on; null if none was ever selected.
    public var selectedPair: SelectedPair?
    /// The client's own candidates as far as they can be seen.
    public var candidates: [ClientCandidate]

    public init(
        transport: TransportStates = TransportStates(), selectedPair: SelectedPair? = nil,
        candidates: [ClientCandidate] = []
    ) {
        self.transport = transport
        self.selectedPair = selectedPair
        self.candidates = candidates
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("transport", transport)
            $0.member("selected_pair", selectedPair)
            $0.member("candidates", candidates)
        }
    }
}
