/// From when on an agent sent on a pair: media decides; before media, DTLS; before DTLS, the nomination.
public struct PairSelection: Hashable, Sendable {
    /// Index into `ICESession.pairs`.
    public var pair: Int
    public var basis: SelectedPair.Basis
    /// The first packet that shows it.
    public var at: Moment

    /// In order of time; a pair stands in it again only where another came between.
    static func selections(of agent: Int, pairs: [ICEPair]) -> [PairSelection] {
        var shown: [PairSelection] = []
        for index in pairs.indices {
            let pair = pairs[index]
            let side = pair.side(of: agent)
            let answers = [pair.checks.lower.nominationSuccesses.first, pair.checks.upper.nominationSuccesses.first]
            let evidence: [(SelectedPair.Basis, Moment?)] = [
                (.nomination, answers.reduce(nil) { Moment.earliest($0, $1) }), (.dtls, pair.dtls[side].first),
                (.media, pair.media[side].first),
            ]
            for case (let basis, let moment?) in evidence {
                shown.append(PairSelection(pair: index, basis: basis, at: moment))
            }
        }
        shown.sort { ($0.at, $0.pair) < ($1.at, $1.pair) }
        var selections: [PairSelection] = []
        var best = SelectedPair.Basis.nomination
        for selection in shown where selection.basis.weight >= best.weight {
            best = selection.basis
            if selections.last?.pair != selection.pair { selections.append(selection) }
        }
        return selections
    }
}

extension SelectedPair.Basis {
    /// What outweighs what.
    fileprivate var weight: Int {
        switch self {
        case .nomination: 0
        case .dtls: 1
        case .media: 2
        }
    }
}
