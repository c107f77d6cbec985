internal import Wire

/// Tells which of a session's two agents each transport address and username fragment belongs to: a union-find whose
/// links say "same agent" or "the other agent".
struct AgentAssignment {
    private enum Node: Hashable {
        case endpoint(Endpoint)
        case fragment(String)
    }

    private var numbers: [Node: Int] = [:]
    private var parents: [Int] = []
    /// Whether a node belongs to the other agent than its parent.
    private var isOpposite: [Bool] = []

    init(_ paths: [ICEPath], links: [SignalledAgents.Link]) {
        for path in paths {
            let (lower, upper) = (Node.endpoint(path.pair.lower), Node.endpoint(path.pair.upper))
            // A server is no agent.
            guard path.serverClient == nil else {
                _ = number(of: lower)
                _ = number(of: upper)
                continue
            }
            join(lower, upper, opposite: true)
            for relay in path.relays {
                join(.endpoint(path.pair[relay.relayedSide]), .endpoint(relay.client), opposite: false)
            }
            for index in path.facts.checks.indices {
                let (sender, fragments) = (path.facts.checks[index].sender, path.facts.checks[index].fragments)
                join(.endpoint(path.pair[sender]), .fragment(fragments.sender), opposite: false)
                join(.endpoint(path.pair[sender.other]), .fragment(fragments.receiver), opposite: false)
            }
        }
        for link in links { join(.endpoint(link.first), .endpoint(link.second), opposite: !link.isSameAgent) }
    }

    /// 0 or 1: whether `endpoint` belongs to the same agent as `reference`; nil if they have nothing to do with each
    /// other.
    mutating func agent(of endpoint: Endpoint, withZero reference: Endpoint) -> Int? {
        let (root, opposite) = find(number(of: .endpoint(endpoint)))
        let (referenceRoot, referenceOpposite) = find(number(of: .endpoint(reference)))
        guard root == referenceRoot else { return nil }
        return opposite == referenceOpposite ? 0 : 1
    }

    private mutating func number(of node: Node) -> Int {
        if let number = numbers[node] { return number }
        numbers[node] = parents.count
        parents.append(parents.count)
        isOpposite.append(false)
        return parents.count - 1
    }

    /// The root, with path halving.
    private mutating func find(_ start: Int) -> (root: Int, opposite: Bool) {
        var node = start
        var opposite = false
        while parents[node] != node {
            let parent = parents[node]
            isOpposite[node] = isOpposite[node] != isOpposite[parent]
            parents[node] = parents[parent]
            opposite = opposite != isOpposite[node]
            node = parents[node]
        }
        return (node, opposite)
    }

    /// The first link wins over a later one that contradicts it.
    private mutating func join(_ left: Node, _ right: Node, opposite: Bool) {
        let (leftRoot, leftOpposite) = find(number(of: left))
        let (rightRoot, rightOpposite) = find(number(of: right))
        guard leftRoot != rightRoot else { return }
        parents[rightRoot] = leftRoot
        isOpposite[rightRoot] = (leftOpposite != rightOpposite) != opposite
    }
}
