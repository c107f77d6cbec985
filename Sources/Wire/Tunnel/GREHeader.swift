/// The GRE header: RFC 2784 and 2890, and version 1 as PPTP has it (RFC 2637 4.1).
struct GREHeader: Hashable, BitwiseCopyable, Sendable {
    /// Checksum, routing, key and sequence number present; acknowledgement present (version 1); version.
    var flags: UInt16
    var etherType: EtherType

    var hasChecksum: Bool { flags & 0x8000 != 0 }
    var hasRouting: Bool { flags & 0x4000 != 0 }
    var hasKey: Bool { flags & 0x2000 != 0 }
    var hasSequence: Bool { flags & 0x1000 != 0 }
    var hasAcknowledgement: Bool { flags & 0x0080 != 0 }
    var version: UInt16 { flags & 0x0007 }

    var length: Int {
        4 + (hasChecksum ? 4 : 0) + (hasKey ? 4 : 0) + (hasSequence ? 4 : 0)
            + (version == 1 && hasAcknowledgement ? 4 : 0)
    }
}

extension GREHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(4, .gre)
        flags = bytes.uint16(at: 0)
        etherType = EtherType(rawValue: bytes.uint16(at: 2))
        // Source routes went with RFC 2784.
        guard version <= 1, !hasRouting else { throw WireError(.unsupported, .gre) }
        try bytes.require(length, .gre)
    }

    /// With zeros for checksum, key, sequence number and acknowledgement.
    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: flags)
        bytes.append(uint16: etherType.rawValue)
        bytes.append(contentsOf: repeatElement(0, count: length - 4))
    }
}
