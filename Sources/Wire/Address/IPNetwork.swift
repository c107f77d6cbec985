/// An address range in CIDR notation: `192.0.2.0/24`, `2001:db8::/32`; a lone address is a range of one.
public struct IPNetwork: Hashable, Sendable {
    public var base: IPAddress
    /// Bits of the prefix in the IPv6 form of the address, 0...128.
    public var prefixLength: Int

    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let offset = address.isIPv4 ? 96 : 0
        var length = 128
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
                let given = Int(parts[1]), given <= 128 - offset
            else { return nil }
            length = offset + given
        }
        base = address
        prefixLength = length
    }

    /// Whether the address is of the same family and in the range.
    public func contains(_ address: IPAddress) -> Bool {
        guard address.isIPv4 == base.isIPv4 else { return false }
        // Shifting by the width or more gives 0, as it should.
        let highMask = ~UInt64(0) << UInt64(max(0, 64 - prefixLength))
        let lowMask = prefixLength <= 64 ? 0 : ~UInt64(0) << UInt64(128 - prefixLength)
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}
