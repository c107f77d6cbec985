import ICE
import Report
import Wire

/// What is wrong with a call, each with its evidence: the documented diagnoses and thresholds.
///
/// One file per diagnosis; each is a property that is nil where it does not hold.
struct FindingsJudgement {
    let call: CallJudgement
    let rtt: RTTJudgement
    let quality: QualityReport
    let capture: CaptureReport
    let rtcp: RTCPReport?

    init(
        _ call: CallJudgement, rtt: RTTJudgement, quality: QualityReport, capture: CaptureReport, rtcp: RTCPReport?
    ) {
        self.call = call
        self.rtt = rtt
        self.quality = quality
        self.capture = capture
        self.rtcp = rtcp
    }

    /// The gravest first.
    var findings: [Finding] {
        let all =
            [dtlsStuck, iceFailed, noMedia, oneWayMedia, allRelay].compactMap(\.self) + gatheringFindings
            + connectionFindings
            + qualityFindings + streamFindings + [lossPassedOn].compactMap(\.self)
            + reorderingFindings + duplicateFindings
            + [ssrcCollision, pathsDiffer].compactMap(\.self) + captureFindings + coverageFindings
        return all.enumerated().sorted { left, right in
            (right.element.severity, left.offset) < (left.element.severity, right.offset)
        }.map(\.element)
    }

    private var connectionFindings: [Finding] {
        [dtlsMTU, dtlsOneDirection, dtlsSlow, turnOverTLS, roleConflicts].compactMap(\.self) + dtlsOtherAddress
            + dtlsAlerts + consentLost + natRebindings + pathChanges + turnExpired
    }

    private var streamFindings: [Finding] {
        hiddenOutages + pauseFindings + networkStalls + silentFindings + driftFindings + lateLossFindings
            + burstFindings + downstreamLosses + routeChanges
    }

    /// Packets from which on a share of them says something.
    static var packetsForShare: Int64 { 200 }

    /// Who sends a stream, as a reader calls it.
    func name(of stream: CallStream) -> String { call.direction(of: stream) == .sent ? "client" : "far end" }

    /// With one decimal.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// A Wireshark display filter for everything between two endpoints. What a TURN server relays runs in the packets between
    /// it and its client.
    func filter(_ pair: EndpointPair) -> String {
        let outer = outerPath(of: pair)
        func end(_ endpoint: Endpoint) -> String {
            let family = endpoint.address.isIPv4 ? "ip" : "ipv6"
            return "\(family).addr == \(endpoint.address) && \(outer.transport.name).port == \(endpoint.port)"
        }
        return "\(end(outer.pair.lower)) && \(end(outer.pair.upper))"
    }

    /// A Wireshark display filter for a stream. `rtp.ssrc` would match nothing: without SDP Wireshark takes SRTP for plain UDP.
    func filter(_ stream: CallStream) -> String {
        let bytes = Self.bytes(of: stream.ssrc.rawValue)
        let paths = stream.legs.map { call.facts.paths[$0.path] }
        if paths.allSatisfy({ $0.relay == nil && $0.transport == .udp }) { return "udp.payload[8:4] == \(bytes)" }
        let transports = Set(paths.map { outerPath(of: $0.pair).transport.name }).sorted()
        return transports.map { "\($0).payload contains \(bytes)" }.joined(separator: " || ")
    }

    /// As Wireshark writes bytes.
    static func bytes(of word: UInt32) -> String {
        (0..<4).map { index in
            let byte = word >> UInt32(24 - 8 * index) & 0xff
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined(separator: ":")
    }

    /// The path as its packets are on the wire: of a relayed one, that between the TURN server and its client.
    private func outerPath(of pair: EndpointPair) -> (pair: EndpointPair, transport: IPProtocol) {
        let relay = call.facts.paths.first { $0.pair == pair }?.relay
        let outer = relay.map { EndpointPair($0.client, $0.server) } ?? pair
        return (outer, call.facts.paths.first { $0.pair == outer }?.transport ?? .udp)
    }
}
