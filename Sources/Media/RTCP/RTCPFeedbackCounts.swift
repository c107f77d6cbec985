import Wire

/// How often a participant asked for what (RFC 4585, RFC 5104), as packets.
@frozen
public struct RTCPFeedbackCounts: Equatable, BitwiseCopyable, Sendable {
    public var genericNACK = 0
    public var pictureLoss = 0
    public var fullIntraRequest = 0
    public var receiverEstimatedBitrate = 0
    public var transportWide = 0
    public var other = 0

    public init() {}

    public var total: Int {
        genericNACK + pictureLoss + fullIntraRequest + receiverEstimatedBitrate + transportWide + other
    }

    /// Takes a feedback packet by its header, which SRTCP leaves clear.
    ///
    /// - Parameter isBitrateEstimate: an application message (PSFB 15) is REMB; of encrypted ones nobody knows.
    mutating func observe(_ header: RTCPHeader, isBitrateEstimate: Bool) {
        let format = RTCPFeedbackFormat(rawValue: header.count)
        switch (header.type, format) {
        case (.transportFeedback, .genericNACK): genericNACK += 1
        case (.transportFeedback, .transportWideCongestionControl): transportWide += 1
        case (.payloadFeedback, .pictureLoss): pictureLoss += 1
        case (.payloadFeedback, .fullIntraRequest): fullIntraRequest += 1
        case (.payloadFeedback, .applicationLayer) where isBitrateEstimate: receiverEstimatedBitrate += 1
        default: other += 1
        }
    }

    mutating func append(_ later: RTCPFeedbackCounts) {
        genericNACK += later.genericNACK
        pictureLoss += later.pictureLoss
        fullIntraRequest += later.fullIntraRequest
        receiverEstimatedBitrate += later.receiverEstimatedBitrate
        transportWide += later.transportWide
        other += later.other
    }
}
