public import Wire

/// RTCDtlsTransportState of webrtc-stats.
public enum DTLSState: String, Hashable, Sendable {
    case new, connecting, connected, closed, failed
}

public struct DTLSStateChange: Hashable, Sendable {
    public enum Evidence: Hashable, Sendable {
        case firstRecord
        /// The client's first answered check, which lets its handshake begin.
        case checkAnswered
        /// DTLS 1.2: encrypted handshake records of both sides.
        case bothFinished
        /// DTLS 1.3: the client's protected flight (its time and frame), which the server then answered.
        case protectedFlights
        case applicationData
        case srtpFromBothSides
        /// The capture holds nothing of the other direction.
        case srtpFromOneSide
        case alert
        /// DTLS 1.3: a record of the size of an alert.
        case alertSizedRecord
    }

    public var state: DTLSState
    public var time: Timestamp
    /// The frame that shows it; nil where the evidence is SRTP.
    public var frame: UInt64?
    public var evidence: Evidence
}
