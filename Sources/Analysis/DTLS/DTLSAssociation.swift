public import Wire

/// What one association of a path came to: judged from a tracker's facts.
public struct DTLSAssociation: Hashable, Sendable {
    /// The client is the path's lower endpoint. Nil if nothing tells the sides apart.
    public var clientIsForward: Bool?
    public var clientHello: DTLSClientHello?
    /// The one that was negotiated, not a HelloRetryRequest.
    public var serverHello: DTLSServerHello?
    /// A part of the ClientHello was seen, but not all of it.
    public var clientHelloIsIncomplete = false
    public var serverHelloIsIncomplete = false
    /// Really negotiated: supported_versions, else the ServerHello's own, else what protected records show.
    public var version: DTLSVersion?
    public var group: DTLSNamedGroup?
    public var hasHelloVerifyRequest = false
    public var hasHelloRetryRequest = false
    /// DER bytes of each side's own certificate (DTLS 1.2; encrypted in 1.3).
    public var clientCertificate: [UInt8]?
    public var serverCertificate: [UInt8]?
    public var usesConnectionID = false
    public var usesSTUN = false

    public var flights: [DTLSFlight] = []
    public var alerts: [DTLSAlertEvent] = []
    /// Every state from `connecting` on, the orderly close too.
    public var stateChanges: [DTLSStateChange] = []
    /// Nil unless `state` is connecting, and where `missesDirection` says why nothing can be known.
    public var stuck: DTLSStuck?
    /// One side went on in answer to flights that the capture does not hold: the other direction was not captured.
    public var missesDirection = false
    public var sizeLosses: [DTLSSizeLoss] = []
    public var firstTime: Timestamp
    public var firstFrame: UInt64
    public var lastTime: Timestamp

    init(firstTime: Timestamp, firstFrame: UInt64, lastTime: Timestamp) {
        self.firstTime = firstTime
        self.firstFrame = firstFrame
        self.lastTime = lastTime
    }

    /// The last state before the orderly end: a close after `connected` is in `stateChanges` alone.
    public var state: DTLSState { stateChanges.last { $0.state != .closed }?.state ?? .new }

    public var cipherSuite: DTLSCipherSuite? { serverHello?.cipherSuite }

    /// What the client offered; nil if its hello was not seen whole or has no use_srtp.
    public var offeredProfiles: [SRTPProtectionProfile]? { clientHello?.extensions.useSRTP?.profiles }

    /// What the server chose; nil in DTLS 1.3, which encrypts it.
    public var chosenProfile: SRTPProtectionProfile? { serverHello?.extensions.useSRTP?.profiles.first }

    /// Flights that repeat an earlier one of the same side.
    public func retransmissions(isForward: Bool) -> Int {
        flights.count { $0.isForward == isForward && $0.isRetransmission }
    }

    /// From the first record to `connected`, in ns; nil if it never was.
    public var duration: Int64? {
        guard change(to: .connecting) != nil else { return nil }
        return change(to: .connected).map { max(0, $0.time.nanoseconds(since: firstTime)) }
    }

    /// What of `duration` passed between a flight and its repetition: what loss cost at most, as an answer may have been
    /// under way.
    public var retransmissionWait: Int64? {
        guard duration != nil, let end = change(to: .connected)?.time else { return nil }
        var total: Int64 = 0
        var counted = firstTime
        let waits = flights.indices.compactMap { index -> (from: Timestamp, to: Timestamp)? in
            guard flights[index].isRetransmission, let earlier = transmission(before: index) else { return nil }
            return (flights[earlier].lastTime, flights[index].firstTime)
        }
        for wait in waits.sorted(by: { $0.from < $1.from }) {
            let from = max(wait.from, counted)
            let to = min(wait.to, end)
            if to > from {
                total &+= to.nanoseconds(since: from)
                counted = to
            }
        }
        return total
    }

    /// The flight that the one at `index` repeats, as it was sent last: the same side's, with a message in common.
    public func transmission(before index: Int) -> Int? {
        let flight = flights[index]
        return flights[..<index].lastIndex { earlier in
            earlier.isForward == flight.isForward && earlier.messages.contains(where: flight.messages.contains)
        }
    }

    public func change(to state: DTLSState) -> DTLSStateChange? { stateChanges.first { $0.state == state } }
}

public struct DTLSAlertEvent: Hashable, Sendable {
    public var time: Timestamp
    public var frame: UInt64
    public var isForward: Bool
    /// Nil: encrypted.
    public var alert: DTLSAlert?
}
