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
    /// The server asked for a cookie (RFC 6347 section 4.2.1).
    public var helloVerifyRequest: Bool
    /// The server asked for another ClientHello (RFC 9147 section 5.1).
    public var helloRetryRequest: Bool
    /// Records carry connection ids (RFC 9146).
    public var connectionID: Bool
    /// In order of their first packet.
    public var flights: [DTLSFlightReport]
    /// Flights repeated by either side, each repetition counted once, of however many packets.
    public var retransmissions: Int
    /// Milliseconds from the first record to connected; null if it never was, or began before the capture.
    public var handshakeMilliseconds: Double?
    /// Milliseconds of it between a flight and its repetition: what lost packets cost at most.
    public var retransmissionWaitMilliseconds: Double?
    /// That share of the handshake, in percent.
    public var retransmissionWaitPercent: Double?
    /// Datagrams by sender: the client's, then the far end's.
    public var directions: [DTLSDirectionReport]
    /// Null unless the handshake stands still.
    public var stuck: DTLSStuckReport?
    /// Datagrams that seem to be lost for their size.
    public var sizeLosses: [DTLSSizeLossReport]
    /// Answers from other addresses than the ClientHello was sent to.
    public var otherAddresses: [DTLSOtherAddressReport]
    /// Alerts, those in clear by name; DTLS 1.3 encrypts them beyond recognition.
    public var alerts: [DTLSAlertReport]
    /// Of dtls_state: the client's.
    public var stateChanges: [DTLSStateChangeReport]
    /// The far end's: each side begins when its own check was answered.
    public var farEndStateChanges: [DTLSStateChangeReport]
    /// Handshakes in this call, one after another; the report speaks of the last that connected, else the last.
    public var associations: Int
    /// Handshake bytes in STUN attributes 0xC070/0xC071.
    public var carriedInSTUN: Bool

    public init(
        version: String? = nil, role: ReportedDTLSRole? = nil, suite: String? = nil, group: String? = nil,
        offeredProfiles: [String] = [], chosenProfile: ChosenProfile? = nil, fingerprints: [FingerprintReport] = [],
        helloVerifyRequest: Bool = false, helloRetryRequest: Bool = false, connectionID: Bool = false,
        flights: [DTLSFlightReport] = [], retransmissions: Int = 0, handshakeMilliseconds: Double? = nil,
        retransmissionWaitMilliseconds: Double? = nil, retransmissionWaitPercent: Double? = nil,
        directions: [DTLSDirectionReport] = [], stuck: DTLSStuckReport? = nil, sizeLosses: [DTLSSizeLossReport] = [],
        otherAddresses: [DTLSOtherAddressReport] = [], alerts: [DTLSAlertReport] = [],
        stateChanges: [DTLSStateChangeReport] = [], farEndStateChanges: [DTLSStateChangeReport] = [],
        associations: Int = 1, carriedInSTUN: Bool = false
    ) {
        self.version = version
        self.role = role
        self.suite = suite
        self.group = group
        self.offeredProfiles = offeredProfiles
        self.chosenProfile = chosenProfile
        self.fingerprints = fingerprints
        self.helloVerifyRequest = helloVerifyRequest
        self.helloRetryRequest = helloRetryRequest
        self.connectionID = connectionID
        self.flights = flights
        self.retransmissions = retransmissions
        self.handshakeMilliseconds = handshakeMilliseconds
        self.retransmissionWaitMilliseconds = retransmissionWaitMilliseconds
        self.retransmissionWaitPercent = retransmissionWaitPercent
        self.directions = directions
        self.stuck = stuck
        self.sizeLosses = sizeLosses
        self.otherAddresses = otherAddresses
        self.alerts = alerts
        self.stateChanges = stateChanges
        self.farEndStateChanges = farEndStateChanges
        self.associations = associations
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
            $0.member("hello_verify_request", helloVerifyRequest)
            $0.member("hello_retry_request", helloRetryRequest)
            $0.member("connection_id", connectionID)
            $0.member("flights", flights)
            $0.member("retransmissions", retransmissions)
            $0.member("handshake_ms", handshakeMilliseconds, decimals: 3)
            $0.member("retransmission_wait_ms", retransmissionWaitMilliseconds, decimals: 3)
            $0.member("retransmission_wait_percent", retransmissionWaitPercent, decimals: 1)
            $0.member("directions", directions)
            $0.member("stuck", stuck)
            $0.member("size_losses", sizeLosses)
            $0.member("other_addresses", otherAddresses)
            $0.member("alerts", alerts)
            $0.member("state_changes", stateChanges)
            $0.member("far_end_state_changes", farEndStateChanges)
            $0.member("associations", associations)
            $0.member("carried_in_stun", carriedInSTUN)
        }
    }
}
