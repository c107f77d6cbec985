/// The address attributes: MAPPED-ADDRESS and the like (RFC 8489 14.1), and their XOR forms (14.2).
extension STUNAttribute {
    /// The transport address; un-XORed where the attribute's type says that it is XORed. Nil if the capture cut it.
    public func address(in bytes: Span<UInt8>, of transactionID: STUNTransactionID) -> Endpoint? {
        guard value.count >= 8, value.upperBound <= bytes.count else { return nil }
        let start = value.lowerBound
        let mask = type.isXORAddress ? transactionID : STUNTransactionID(high: 0, low: 0)
        let port = bytes.uint16(at: start + 2) ^ UInt16(truncatingIfNeeded: mask.high >> 48)
        switch (bytes[start + 1], value.count) {
        case (1, 8):
            let address = bytes.uint32(at: start + 4) ^ UInt32(truncatingIfNeeded: mask.high >> 32)
            return Endpoint(IPAddress(ipv4: address), port)
        case (2, 20):
            return Endpoint(
                IPAddress(
                    high: bytes.uint64(at: start + 4) ^ mask.high, low: bytes.uint64(at: start + 12) ^ mask.low),
                port)
        default:
            return nil
        }
    }

    /// The value of an address attribute of `type`, the opposite of `address(in:of:)`.
    public static func serialize(
        _ endpoint: Endpoint, as type: STUNAttributeType, of transactionID: STUNTransactionID, into bytes: inout [UInt8]
    ) {
        let mask = type.isXORAddress ? transactionID : STUNTransactionID(high: 0, low: 0)
        bytes.append(uint16: endpoint.address.isIPv4 ? 1 : 2)
        bytes.append(uint16: endpoint.port ^ UInt16(truncatingIfNeeded: mask.high >> 48))
        if let ipv4 = endpoint.address.ipv4 {
            bytes.append(uint32: ipv4 ^ UInt32(truncatingIfNeeded: mask.high >> 32))
        } else {
            bytes.append(uint64: endpoint.address.high ^ mask.high)
            bytes.append(uint64: endpoint.address.low ^ mask.low)
        }
    }
}

extension STUNAttributeType {
    /// Its value is an address XORed with the magic cookie and transaction id.
    public var isXORAddress: Bool {
        self == .xorMappedAddress || self == .xorPeerAddress || self == .xorRelayedAddress
    }
}
