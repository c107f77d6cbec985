/// The header that a switch puts between GRE and a mirrored frame: ERSPAN type II and III.
///
/// Source: draft-foschiano-erspan-03 4. Type I has no header.
struct ERSPANHeader: Hashable, BitwiseCopyable, Sendable {
    /// 1 for type II, 2 for type III.
    var version: UInt8
    /// 12 bits.
    var vlan: UInt16
    /// 10 bits.
    var session: UInt16
    /// Type III says whether a frame or a bare IP packet follows (FT), and whether 8 more bytes do (O).
    var carriesIP: Bool
    var hasSubheader: Bool

    var length: Int { version == 1 ? 8 : hasSubheader ? 20 : 12 }
}

extension ERSPANHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, .gre)
        version = bytes[0] >> 4
        vlan = bytes.uint16(at: 0) & 0x0fff
        session = bytes.uint16(at: 2) & 0x03ff
        guard version == 1 || version == 2 else { throw WireError(.unsupported, .gre) }
        guard version == 2 else {
            (carriesIP, hasSubheader) = (false, false)
            return
        }
        try bytes.require(12, .gre)
        carriesIP = bytes[10] >> 2 & 0x1f == 2
        hasSubheader = bytes[11] & 1 == 1
        try bytes.require(length, .gre)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: UInt16(version) << 12 | vlan & 0x0fff)
        bytes.append(uint16: session & 0x03ff)
        bytes.append(uint32: 0)
        guard version == 2 else { return }
        bytes.append(uint16: 0)
        bytes.append(carriesIP ? 2 << 2 : 0)
        bytes.append(hasSubheader ? 1 : 0)
        if hasSubheader { bytes.append(uint64: 0) }
    }
}
