/// One side of the call as the packets show it.
public struct Party: Hashable, Sendable, JSONRepresentable {
    /// Its address on the selected path as seen at the tap.
    public var endpoint: TransportAddress?
    /// Every IP address of it that was seen.
    public var addresses: [String]
    /// The first SOFTWARE attribute of its STUN messages.
    public var software: String?

    public init(endpoint: TransportAddress? = nil, addresses: [String] = [], software: String? = nil) {
        self.endpoint = endpoint
        self.addresses = addresses
        self.software = software
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("endpoint", endpoint)
            $0.member("addresses", addresses)
            $0.member("software", software)
        }
    }
}
