/// Feedback packets (RFC 4585, RFC 5104) by kind; of SRTCP those that begin a datagram.
public struct RTCPFeedbackReport: Hashable, Sendable, JSONRepresentable {
    /// Generic NACK.
    public var genericNACK: Int
    /// PLI.
    public var pictureLoss: Int
    /// FIR.
    public var fullIntraRequest: Int
    /// REMB; always 0 of SRTCP, where it is among the others.
    public var receiverEstimatedBitrate: Int
    /// Transport-wide congestion control feedback.
    public var transportWide: Int
    /// All others.
    public var other: Int

    public init(
        genericNACK: Int = 0, pictureLoss: Int = 0, fullIntraRequest: Int = 0, receiverEstimatedBitrate: Int = 0,
        transportWide: Int = 0, other: Int = 0
    ) {
        self.genericNACK = genericNACK
        self.pictureLoss = pictureLoss
        self.fullIntraRequest = fullIntraRequest
        self.receiverEstimatedBitrate = receiverEstimatedBitrate
        self.transportWide = transportWide
        self.other = other
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("nack", genericNACK)
            $0.member("pli", pictureLoss)
            $0.member("fir", fullIntraRequest)
            $0.member("remb", receiverEstimatedBitrate)
            $0.member("transport_cc", transportWide)
            $0.member("other", other)
        }
    }
}
