/// The pair that an agent sends on (RFC 8445 8.1.1), from that agent's point of view.
public struct SelectedPair: Hashable, Sendable {
    /// What shows that it is the selected one.
    public enum Basis: String, Hashable, Sendable {
        case media, dtls, nomination
    }

    /// Index into `ICESession.pairs`.
    public var pair: Int
    public var basis: Basis
    public var local: ICECandidate
    public var remote: ICECandidate
    public var isNominated: Bool
    public var state: ICEPair.State
}
