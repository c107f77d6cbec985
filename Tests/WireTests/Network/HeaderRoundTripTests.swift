import Testing

@testable import Wire

/// Each header is written, read back the same, and refused if its last byte is missing.
@Suite struct HeaderRoundTripTests {
    private func check<Header: Equatable>(
        _ header: Header, length: Int, _ write: (Header, inout [UInt8]) -> Void,
        _ read: (Span<UInt8>) throws(WireError) -> Header
    ) {
        var bytes = [UInt8]()
        write(header, &bytes)
        #expect(bytes.count == length)
        #expect((try? read(bytes.span)) == header)
        for cut in 0..<length {
            let short = Array(bytes[..<cut])
            #expect((try? read(short.span)) == nil, "\(Header.self) of \(cut)")
        }
    }

    @Test("Link headers")
    func link() {
        check(
            EthernetHeader(destination: 0x0102_0304_0506, source: 0x0708_090a_0b0c, typeOrLength: 0x0800), length: 14,
            { $0.serialize(into: &$1) }, EthernetHeader.init(parsing:))
        check(
            VLANTag(control: 0x2fff, typeOrLength: 0x86dd), length: 4, { $0.serialize(into: &$1) },
            VLANTag.init(parsing:))
        check(
            SNAPHeader(organization: 0xf8, etherType: .ipv4), length: 8, { $0.serialize(into: &$1) },
            SNAPHeader.init(parsing:))
        check(
            LinuxCookedHeader(
                packetType: 4, hardwareType: 1, addressLength: 6, addressField: 0x0102_0304_0506_0000,
                protocolType: 0x800),
            length: 16, { $0.serialize(into: &$1) }, LinuxCookedHeader.init(parsing:))
        check(
            LinuxCooked2Header(
                protocolType: 0x86dd, interfaceIndex: 70000, hardwareType: 772, packetType: 3, addressLength: 6,
                addressField: 0x0102_0304_0506_0000),
            length: 20, { $0.serialize(into: &$1) }, LinuxCooked2Header.init(parsing:))
        check(LoopbackHeader(family: 30), length: 4, { $0.serialize(into: &$1) }, LoopbackHeader.init(parsing:))
        check(CiscoHDLCHeader(etherType: .ipv6), length: 4, { $0.serialize(into: &$1) }, CiscoHDLCHeader.init(parsing:))
        check(PPPHeader(length: 2, proto: .ipv6), length: 2, { $0.serialize(into: &$1) }, PPPHeader.init(parsing:))
        check(PPPHeader(length: 3, proto: .ipv4), length: 3, { $0.serialize(into: &$1) }, PPPHeader.init(parsing:))
        check(PPPHeader(length: 4, proto: .mpls), length: 4, { $0.serialize(into: &$1) }, PPPHeader.init(parsing:))
        check(
            PPPoEHeader(code: 0, session: 258, payloadLength: 772), length: 6, { $0.serialize(into: &$1) },
            PPPoEHeader.init(parsing:))
        check(RadiotapHeader(length: 26), length: 26, { $0.serialize(into: &$1) }, RadiotapHeader.init(parsing:))
        for (frameControl, length) in [(0x0801, 24), (0x0803, 30), (0x8802, 26), (0x8883, 36)] as [(UInt16, Int)] {
            check(
                IEEE80211Header(
                    frameControl: frameControl, receiver: 0x0102_0304_0506, transmitter: 0x0708_090a_0b0c,
                    length: length, carriesLLC: true),
                length: length, { $0.serialize(into: &$1) }, IEEE80211Header.init(parsing:))
        }
    }

    @Test("IP and transport headers")
    func network() {
        check(
            IPv4Header(
                trafficClass: 0xb8, totalLength: 1500, identification: 0x1234, flagsAndOffset: 0x2001, timeToLive: 3,
                proto: .udp, checksum: 0xabcd, source: 0xc000_0201, destination: 0xc633_6402),
            length: 20, { $0.serialize(into: &$1) }, IPv4Header.init(parsing:))
        check(
            IPv6Header(
                trafficClass: 0xb9, flowLabel: 0xfedcb, payloadLength: 0x1234, nextHeader: .tcp, hopLimit: 2,
                source: IPAddress(high: 1, low: 2), destination: IPAddress(high: 3, low: 4)),
            length: 40, { $0.serialize(into: &$1) }, IPv6Header.init(parsing:))
        for (kind, length) in [(.hopByHop, 8), (.routing, 24), (.authentication, 12)] as [(IPProtocol, Int)] {
            check(
                IPv6ExtensionHeader(nextHeader: .udp, length: length), length: length,
                { $0.serialize(into: &$1, as: kind) },
                { (bytes) throws(WireError) in try IPv6ExtensionHeader(parsing: bytes, as: kind) })
        }
        check(
            IPv6FragmentHeader(nextHeader: .udp, offsetAndFlags: 0x05a9, identification: 0x0102_0304), length: 8,
            { $0.serialize(into: &$1) }, IPv6FragmentHeader.init(parsing:))
        check(
            UDPHeader(sourcePort: 1, destinationPort: 2, totalLength: 300, checksum: 4), length: 8,
            { $0.serialize(into: &$1) }, UDPHeader.init(parsing:))
        check(
            TCPHeader(
                sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 0x12, window: 5, checksum: 6,
                urgentPointer: 7), length: 20, { $0.serialize(into: &$1) }, TCPHeader.init(parsing:))
    }

    @Test("Tunnel headers")
    func tunnels() {
        check(
            MPLSLabel(label: 0xfffff, trafficClass: 5, isBottomOfStack: true, timeToLive: 63), length: 4,
            { $0.serialize(into: &$1) }, MPLSLabel.init(parsing:))
        for (flags, length) in [(0, 4), (0x8000, 8), (0x2000, 8), (0xb000, 16), (0x3081, 16)] as [(UInt16, Int)] {
            check(
                GREHeader(flags: flags, etherType: .ipv4), length: length, { $0.serialize(into: &$1) },
                GREHeader.init(parsing:))
        }
        check(
            ERSPANHeader(version: 1, vlan: 5, session: 1023, carriesIP: false, hasSubheader: false), length: 8,
            { $0.serialize(into: &$1) }, ERSPANHeader.init(parsing:))
        check(
            ERSPANHeader(version: 2, vlan: 4095, session: 6, carriesIP: true, hasSubheader: true), length: 20,
            { $0.serialize(into: &$1) }, ERSPANHeader.init(parsing:))
        check(
            VXLANHeader(networkIdentifier: 0xabcdef), length: 8, { $0.serialize(into: &$1) },
            VXLANHeader.init(parsing:))
        check(
            GENEVEHeader(length: 20, etherType: .transparentEthernet, networkIdentifier: 7), length: 20,
            { $0.serialize(into: &$1) }, GENEVEHeader.init(parsing:))
        for length in [8, 12, 16, 24] {
            check(
                GTPHeader(tunnelEndpoint: 0xdead_beef, payloadLength: 99, length: length), length: length,
                { $0.serialize(into: &$1) }, GTPHeader.init(parsing:))
        }
    }
}
