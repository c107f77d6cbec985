/// The header of LINKTYPE_LINUX_SLL: what Linux tells of a packet captured on `any`.
///
/// Source: https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html.
struct LinuxCookedHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 16

    /// 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 sent by us.
    var packetType: UInt16
    /// An ARPHRD_ value.
    var hardwareType: UInt16
    var addressLength: UInt16
    /// The first 8 bytes of the sender's link-layer address; if it has fewer, the rest is anything.
    var addressField: UInt64
    var protocolType: UInt16

    var address: UInt64 { addressField >> UInt64(max(0, 8 - Int(addressLength)) * 8) }
}

extension LinuxCookedHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(LinuxCookedHeader.length, .link)
        packetType = bytes.uint16(at: 0)
        hardwareType = bytes.uint16(at: 2)
        addressLength = bytes.uint16(at: 4)
        addressField = bytes.uint64(at: 6)
        protocolType = bytes.uint16(at: 14)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: packetType)
        bytes.append(uint16: hardwareType)
        bytes.append(uint16: addressLength)
        bytes.append(uint64: addressField)
        bytes.append(uint16: protocolType)
    }
}
