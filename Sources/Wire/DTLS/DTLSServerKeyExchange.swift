/// ServerKeyExchange of an ECDHE suite: the group that the keys are agreed in (RFC 8422 section 5.4).
@frozen
public struct DTLSServerKeyExchange: Hashable, BitwiseCopyable, Sendable {
    public var namedGroup: DTLSNamedGroup

    public init(namedGroup: DTLSNamedGroup) { self.namedGroup = namedGroup }

    /// Throws `unsupported` for anything but a named curve: other key exchanges say nothing of their kind.
    public init(parsing body: Span<UInt8>) throws(WireError) {
        guard body.count >= 3 else { throw WireError(.malformed, .dtls, needed: 3, available: body.count) }
        guard body[0] == 3 else { throw WireError(.unsupported, .dtls) }
        namedGroup = DTLSNamedGroup(rawValue: body.uint16(at: 1))
    }

    /// Only what is read back: the signed key after it is the caller's.
    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(3)
        bytes.append(uint16: namedGroup.rawValue)
    }
}
