/// The header of LINKTYPE_NULL and LINKTYPE_LOOP: an address family of the capturing system.
struct LoopbackHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 4

    var family: UInt32

    /// AF_INET is 2 everywhere.
    var isIPv4: Bool { family == 2 }
    /// AF_INET6 of Linux and Windows-made files, NetBSD and OpenBSD, FreeBSD, and Darwin.
    var isIPv6: Bool { family == 10 || family == 24 || family == 28 || family == 30 }
}

extension LoopbackHeader {
    /// The order of the bytes is the capturing machine's with NULL and the network's with LOOP. No family needs more
    /// than 16 bits, so the value itself tells.
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(LoopbackHeader.length, .link)
        let value = bytes.uint32(at: 0)
        family = value > 0xffff ? value.byteSwapped : value
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: family)
    }
}
