import ICE
import Report
import Wire

/// What is wrong with a call, each with its evidence: the documented diagnoses and thresholds.
///
/// One file per diagnosis; each is a property that is nil where it does not hold.
struct FindingsJudgement {
    let call: CallJudgement
    let rtt: RTTJudgement

    init(_ call: CallJudgement, rtt: RTTJudgement) {
        self.call = call
        self.rtt = rtt
    }

    /// The gravest first.
    var findings: [Finding] {
        let all =
            [dtlsStuck, iceFailed, oneWayMedia, gatheringFailed, allRelay].compactMap(\.self)
            + qualityFindings + captureFindings
        return all.enumerated().sorted { left, right in
            (left.element.severity.rank, left.offset) < (right.element.severity.rank, right.offset)
        }.map(\.element)
    }

    /// A Wireshark display filter for everything between two addresses.
    static func filter(_ pair: EndpointPair, transport: String = "udp") -> String {
        func end(_ endpoint: Endpoint) -> String {
            let family = endpoint.address.isIPv4 ? "ip" : "ipv6"
            return "\(family).addr == \(endpoint.address) && \(transport).port == \(endpoint.port)"
        }
        return "\(end(pair.lower)) && \(end(pair.upper))"
    }
}

extension FindingSeverity {
    fileprivate var rank: Int {
        switch self {
        case .critical: 0
        case .warning: 1
        case .info: 2
        }
    }
}
