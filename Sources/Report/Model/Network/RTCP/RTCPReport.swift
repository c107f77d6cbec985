/// What both ends said in RTCP, beside what the tap saw at the same time.
public struct RTCPReport: Hashable, Sendable, JSONRepresentable {
    /// Datagrams whose packets could be read.
    public var readable: Int
    /// Datagrams that are SRTCP, of which only the first packet's header is clear, or that the snap length cut.
    public var protected: Int
    /// Who sent RTCP.
    public var participants: [RTCPParticipantReport]
    /// What senders said of their own streams (SR).
    public var senders: [RTCPSenderView]
    /// What receivers said of the other's streams (report blocks in SR and RR).
    public var receivers: [RTCPReceiverView]
    /// What voice receivers said in XR (RFC 3611 4.7).
    public var metrics: [VoIPMetricsReport]

    public init(
        readable: Int = 0, protected: Int = 0, participants: [RTCPParticipantReport] = [],
        senders: [RTCPSenderView] = [], receivers: [RTCPReceiverView] = [], metrics: [VoIPMetricsReport] = []
    ) {
        self.readable = readable
        self.protected = protected
        self.participants = participants
        self.senders = senders
        self.receivers = receivers
        self.metrics = metrics
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("readable", readable)
            $0.member("protected", protected)
            $0.member("participants", participants)
            $0.member("senders", senders)
            $0.member("receivers", receivers)
            $0.member("voip_metrics", metrics)
        }
    }
}
