/// The DTLS handshake as the packets show it.
public struct DTLSReport: Hashable, Sendable, JSONRepresentable {
    /// Negotiated: DTLS 1.0, DTLS 1.2 or DTLS 1.3.
    public var version: String?
    /// The client's (the SDK side's) role.
    public var role: ReportedDTLSRole?
    /// Cipher suite of the handshake.
    public var suite: String?
    /// Key exchange group.
    public var group: String?
    /// SRTP protection profiles of the ClientHello, in its order.
    public var offeredProfiles: [String]
    /// The profile in use.
    public var chosenProfile: ChosenProfile?
    /// Of certificates sent in clear (DTLS 1.2).
    public var fingerprints: [FingerprintReport]
    /// In order of their first packet.
    public var flights: [DTLSFlightReport]
    /// Packets that repeat a flight.
    public var retransmissions: Int
    /// Alerts in clear.
    public var alerts: [DTLSAlertReport]
    /// Of dtls_state.
    public var stateChanges: [DTLSStateChangeReport]
    /// Handshake bytes in STUN attributes 0xC070/0xC071.
    public var carriedInSTUN: Bool

    public init(
        version: String? = nil, role: ReportedDTLSRole? = nil, suite: String? = nil, group: String? = nil,
        offeredProfiles: [String] = [], chosenProfile: ChosenProfile? = nil, fingerprints: [FingerprintReport] = [],
        flights: [DTLSFlightReport] = [], retransmissions: Int = 0, alerts: [DTLSAlertReport] = [],
        stateChanges: [DTLSStateChangeReport] = [], carriedInSTUN: Bool = false
    ) {
        self.version = version
        self.role = role
        self.suite = suite
        self.group = group
        self.offeredProfiles = offeredProfiles
        self.chosenProfile = chosenProfile
        self.fingerprints = fingerprints
        self.flights = flights
        self.retransmissions = retransmissions
        self.alerts = alerts
        self.stateChanges = stateChanges
        self.carriedInSTUN = carriedInSTUN
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("version", version)
            $0.member("role", role)
            $0.member("suite", suite)
            $0.member("group", group)
            $0.member("offered_profiles", offeredProfiles)
            $0.member("chosen_profile", chosenProfile)
            $0.member("fingerprints", fingerprints)
            $0.member("flights", flights)
            $0.member("retransmissions", retransmissions)
            $0.member("alerts", alerts)
            $0.member("state_changes", stateChanges)
            $0.member("carried_in_stun", carriedInSTUN)
        }
    }
}
