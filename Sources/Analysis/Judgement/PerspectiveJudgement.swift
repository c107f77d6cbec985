import ICE
import Report
import Wire

/// Which of a call's two agents is the client, and by what evidence (`local` and `remote` of the report).
struct PerspectiveJudgement {
    /// Index into `ICESession.agents`.
    var client: Int
    var evidence: [String]
    var confidence: ReportedConfidence

    /// The other side of a call, for a client that reports from there.
    init(otherThan judged: PerspectiveJudgement) {
        client = 1 - judged.client
        evidence = ["the other side of the call, as its client would report it"]
        confidence = judged.confidence
    }

    /// The first rule that tells the agents apart decides; the later ones are evidence only where they agree.
    init(_ facts: CallFacts, session: ICESession, clientNetworks: [IPNetwork]) {
        let agents = session.agents
        client = 0
        evidence = []
        confidence = .low
        var isDecided = false

        /// Takes a statement that is true of one agent only; `isClient` says whether that one is the client.
        func consider(
            _ confidence: ReportedConfidence, _ text: (String) -> String, isClient: Bool = true,
            _ holds: (ICEAgent) -> Bool
        ) {
            let holding = agents.indices.filter { holds(agents[$0]) }
            guard holding.count == 1, let agent = holding.first else { return }
            let chosen = isClient ? agent : 1 - agent
            guard !isDecided || chosen == client else { return }
            if !isDecided {
                client = chosen
                self.confidence = confidence
                isDecided = true
            }
            evidence.append(text(Self.name(of: agents[agent])))
        }

        consider(.certain, { "\($0) is in a client network that was given" }) { agent in
            agent.endpoints.contains { endpoint in clientNetworks.contains { $0.contains(endpoint.address) } }
        }
        consider(.high, { "\($0) talks to STUN or TURN servers" }) { !$0.servers.isEmpty }
        consider(.high, { "\($0) is ICE lite: it answers checks and sends next to none" }, isClient: false) {
            $0.isLite == true
        }
        consider(.high, { "\($0) serves several calls on one port" }, isClient: false) { agent in
            agent.endpoints.contains { facts.sharedEndpoints.contains($0) }
        }
        consider(.medium, { "\($0) is behind a NAT: its mapped address differs" }) { agent in
            agent.candidates.contains { $0.kind == .srflx || $0.basis == .checkMapped }
        }
        consider(.medium, { "\($0) has a private address, the other a public one" }) { agent in
            agents.allSatisfy { !$0.endpoints.isEmpty } && agent.endpoints.contains { $0.address.isPrivate }
        }
        if let caller = CallJudgement.caller(facts, session) {
            consider(.low, { "\($0) is of the side that sent the INVITE" }) { $0 === agents[caller] }
        }
        consider(.low, { "\($0) is the controlling agent" }) { $0.role == .controlling }
        if !isDecided {
            let lowest = agents.map { $0.endpoints.min() }
            if let zero = lowest[0], let one = lowest[1] { client = zero < one ? 0 : 1 }
            evidence.append("nothing tells the two sides apart: the lower address is taken for the client")
        }
        for dialog in facts.signalled.dialogs.prefix(1) {
            for (party, software) in [("caller", dialog.callerSoftware), ("called side", dialog.calleeSoftware)] {
                if let software { evidence.append("the SIP \(party) calls itself \(software)") }
            }
        }
    }

    private static func name(of agent: ICEAgent) -> String {
        agent.endpoints.min()?.description ?? "the unseen side"
    }
}
