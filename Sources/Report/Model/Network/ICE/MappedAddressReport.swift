/// The address that the other end saw checks of one side come from, where it is not the one at the tap.
public struct MappedAddressReport: Hashable, Sendable, JSONRepresentable {
    /// Whose checks.
    public var side: CallSide
    /// XOR-MAPPED-ADDRESS.
    public var endpoint: TransportAddress
    /// Answers that gave it.
    public var answers: Sightings

    public init(side: CallSide, endpoint: TransportAddress, answers: Sightings) {
        self.side = side
        self.endpoint = endpoint
        self.answers = answers
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("side", side)
            $0.member("endpoint", endpoint)
            $0.member("answers", answers)
        }
    }
}
