/// The header of LINKTYPE_LINUX_SLL2: as the first version, and the interface.
///
/// Source: https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html.
struct LinuxCooked2Header: Hashable, BitwiseCopyable, Sendable {
    static let length = 20

    var protocolType: UInt16
    var interfaceIndex: UInt32
    /// An ARPHRD_ value.
    var hardwareType: UInt16
    /// 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 sent by us.
    var packetType: UInt8
    var addressLength: UInt8
    /// The first 8 bytes of the sender's link-layer address; if it has fewer, the rest is anything.
    var addressField: UInt64

    var address: UInt64 { addressField >> UInt64(max(0, 8 - Int(addressLength)) * 8) }
}

extension LinuxCooked2Header {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(LinuxCooked2Header.length, .link)
        protocolType = bytes.uint16(at: 0)
        interfaceIndex = bytes.uint32(at: 4)
        hardwareType = bytes.uint16(at: 8)
        packetType = bytes[10]
        addressLength = bytes[11]
        addressField = bytes.uint64(at: 12)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: protocolType)
        bytes.append(uint16: 0)
        bytes.append(uint32: interfaceIndex)
        bytes.append(uint16: hardwareType)
        bytes.append(packetType)
        bytes.append(addressLength)
        bytes.append(uint64: addressField)
    }
}
