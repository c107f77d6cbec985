/// What an Ethernet frame carries: an IEEE 802 number, also used by GRE, GENEVE, VLAN tags and cooked captures.
///
/// Source: https://www.iana.org/assignments/ieee-802-numbers.
@frozen
@usableFromInline
struct EtherType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    @usableFromInline var rawValue: UInt16

    @inlinable
    init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable static var ipv4: EtherType { EtherType(rawValue: 0x0800) }
    static var arp: EtherType { EtherType(rawValue: 0x0806) }
    static var erspan3: EtherType { EtherType(rawValue: 0x22eb) }
    static var transparentEthernet: EtherType { EtherType(rawValue: 0x6558) }
    static var vlan: EtherType { EtherType(rawValue: 0x8100) }
    @inlinable static var ipv6: EtherType { EtherType(rawValue: 0x86dd) }
    static var ppp: EtherType { EtherType(rawValue: 0x880b) }
    static var mpls: EtherType { EtherType(rawValue: 0x8847) }
    static var mplsMulticast: EtherType { EtherType(rawValue: 0x8848) }
    static var pppoeSession: EtherType { EtherType(rawValue: 0x8864) }
    static var serviceVLAN: EtherType { EtherType(rawValue: 0x88a8) }
    static var erspan: EtherType { EtherType(rawValue: 0x88be) }
    /// QinQ as switches wrote it before IEEE 802.1ad.
    static var oldServiceVLAN: EtherType { EtherType(rawValue: 0x9100) }

    /// Smaller values are the length of an IEEE 802.3 frame.
    static let smallest: UInt16 = 0x0600
}
