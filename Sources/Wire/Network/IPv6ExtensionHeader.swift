/// An IPv6 extension header that is only skipped: hop-by-hop and destination options, routing (RFC 8200 4.3, 4.4, 4.6)
/// and authentication (RFC 4302 2), which IPv4 has too.
struct IPv6ExtensionHeader: Hashable, BitwiseCopyable, Sendable {
    var nextHeader: IPProtocol
    var length: Int
}

extension IPv6ExtensionHeader {
    init(parsing bytes: Span<UInt8>, as kind: IPProtocol) throws(WireError) {
        try bytes.require(8, .ipv6)
        nextHeader = IPProtocol(rawValue: bytes[0])
        // Authentication counts in 4 bytes without the first two, the others in 8 without the first.
        length = kind == .authentication ? (Int(bytes[1]) + 2) * 4 : (Int(bytes[1]) + 1) * 8
        guard length >= 8 else { throw WireError(.malformed, .ipv6, offset: 1) }
        try bytes.require(length, .ipv6)
    }

    /// With zeros for what is skipped.
    func serialize(into bytes: inout [UInt8], as kind: IPProtocol) {
        bytes.append(nextHeader.rawValue)
        bytes.append(UInt8(truncatingIfNeeded: kind == .authentication ? length / 4 - 2 : length / 8 - 1))
        bytes.append(contentsOf: repeatElement(0, count: length - 2))
    }
}

extension IPProtocol {
    static var hopByHop: IPProtocol { IPProtocol(rawValue: 0) }
    static var routing: IPProtocol { IPProtocol(rawValue: 43) }
    static var ipv6Fragment: IPProtocol { IPProtocol(rawValue: 44) }
    static var authentication: IPProtocol { IPProtocol(rawValue: 51) }
    static var destinationOptions: IPProtocol { IPProtocol(rawValue: 60) }
}
