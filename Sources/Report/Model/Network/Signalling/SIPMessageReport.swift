/// A SIP request or response.
public struct SIPMessageReport: Hashable, Sendable, JSONRepresentable {
    /// Unix seconds.
    public var time: UnixTime
    /// Frame number.
    public var frame: UInt64
    /// Method, or status and reason.
    public var message: String
    /// CSeq: number and method of the request.
    public var sequence: String
    /// Sender on this hop.
    public var from: TransportAddress
    /// Receiver on this hop.
    public var to: TransportAddress
    /// How often it came again (RFC 3261 17).
    public var repetitions: Int

    public init(
        time: UnixTime, frame: UInt64, message: String, sequence: String, from: TransportAddress, to: TransportAddress,
        repetitions: Int = 0
    ) {
        self.time = time
        self.frame = frame
        self.message = message
        self.sequence = sequence
        self.from = from
        self.to = to
        self.repetitions = repetitions
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("time", time)
            $0.member("frame", frame)
            $0.member("message", message)
            $0.member("cseq", sequence)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("repetitions", repetitions)
        }
    }
}
