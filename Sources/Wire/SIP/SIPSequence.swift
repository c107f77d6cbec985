/// CSeq: the request's number in its dialog and its method, repeated in each response (RFC 3261 20.16).
public struct SIPSequence: Hashable, Sendable {
    public var number: UInt32
    public var method: SIPMethod

    init?(_ value: Substring) {
        var words = WordCursor(value)
        guard let number = words.number(UInt32.self), let method = words.next() else { return nil }
        self.number = number
        self.method = SIPMethod(rawValue: String(method))
    }
}
