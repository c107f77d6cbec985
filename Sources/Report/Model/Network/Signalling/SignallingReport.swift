/// What the signalling says of the call: captured SIP, and session descriptions that were given.
public struct SignallingReport: Hashable, Sendable, JSONRepresentable {
    /// SIP calls whose media this call is; one for each Call-ID.
    public var dialogs: [SIPDialogReport]
    /// Session descriptions that the operator gave and that fit this call.
    public var given: [SessionDescriptionReport]

    public init(
        dialogs: [SIPDialogReport] = [], given: [SessionDescriptionReport] = []
    ) {
        self.dialogs = dialogs
        self.given = given
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("dialogs", dialogs)
            $0.member("given", given)
        }
    }
}
