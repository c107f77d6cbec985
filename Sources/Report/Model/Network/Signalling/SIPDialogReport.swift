/// One SIP call, by its Call-ID, on every hop that the capture shows (RFC 3261).
public struct SIPDialogReport: Hashable, Sendable, JSONRepresentable {
    /// Call-ID.
    public var callID: String
    /// URI of the caller, as in From.
    public var from: String?
    /// URI of the called, as in To.
    public var to: String?
    /// The side that sent the INVITE; null if its media were not seen.
    public var callerSide: CallSide?
    /// The caller's User-Agent or Server.
    public var callerSoftware: String?
    /// The called side's Server or User-Agent.
    public var calleeSoftware: String?
    /// As far as it had come at the end of the capture.
    public var state: ReportedDialogState
    /// Each message once; its repetitions are counted.
    public var messages: [SIPMessageReport]
    /// Messages in the middle of a long dialog that are not listed.
    public var omittedMessages: Int
    /// Offers and answers, each version once.
    public var descriptions: [SessionDescriptionReport]

    public init(
        callID: String, from: String? = nil, to: String? = nil, callerSide: CallSide? = nil,
        callerSoftware: String? = nil, calleeSoftware: String? = nil, state: ReportedDialogState,
        messages: [SIPMessageReport] = [], omittedMessages: Int = 0, descriptions: [SessionDescriptionReport] = []
    ) {
        self.callID = callID
        self.from = from
        self.to = to
        self.callerSide = callerSide
        self.callerSoftware = callerSoftware
        self.calleeSoftware = calleeSoftware
        self.state = state
        self.messages = messages
        self.omittedMessages = omittedMessages
        self.descriptions = descriptions
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("call_id", callID)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("caller", callerSide)
            $0.member("caller_software", callerSoftware)
            $0.member("callee_software", calleeSoftware)
            $0.member("state", state)
            $0.member("messages", messages)
            $0.member("omitted_messages", omittedMessages)
            $0.member("descriptions", descriptions)
        }
    }
}
