/// A handshake that is answered from another address than the one it was sent to: several interfaces, or asymmetric
/// routing. WebRTC clients ignore it unless checks have opened that path.
public struct DTLSOtherAddressReport: Hashable, Sendable, JSONRepresentable {
    /// Who answers from elsewhere.
    public var sender: CallSide
    /// Where the ClientHello was sent.
    public var sentTo: TransportAddress
    /// Where the answer came from.
    public var answeredFrom: TransportAddress
    /// Connectivity checks were seen between these two addresses, so that the answer may be taken.
    public var hasChecks: Bool
    /// The first answer, Unix seconds.
    public var time: UnixTime
    /// The first answer.
    public var frame: UInt64
    /// DTLS datagrams from there.
    public var packets: Int

    public init(
        sender: CallSide, sentTo: TransportAddress, answeredFrom: TransportAddress, hasChecks: Bool, time: UnixTime,
        frame: UInt64, packets: Int
    ) {
        self.sender = sender
        self.sentTo = sentTo
        self.answeredFrom = answeredFrom
        self.hasChecks = hasChecks
        self.time = time
        self.frame = frame
        self.packets = packets
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("sent_to", sentTo)
            $0.member("answered_from", answeredFrom)
            $0.member("has_checks", hasChecks)
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("packets", packets)
        }
    }
}
