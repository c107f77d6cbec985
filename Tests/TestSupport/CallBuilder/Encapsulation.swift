public import Wire

/// What a frame looks like around its IP packet: where in the network the tap saw it.
public struct Encapsulation: Sendable {
    public enum Link: Sendable {
        case ethernet
        case vlan(UInt16)
        /// LINKTYPE_LINUX_SLL2: the packet type (0 to us, 3 to another, 4 sent by us) and interface.
        case cooked(packetType: UInt8, interface: UInt32)
    }

    public var link: Link
    public var timeToLive: UInt8
    /// Of senders that are further away than the others.
    public var hopLimits: [IPAddress: UInt8] = [:]

    public init(_ link: Link = .ethernet, timeToLive: UInt8 = 64) {
        self.link = link
        self.timeToLive = timeToLive
    }

    var linkType: LinkType {
        if case .cooked = link { .linuxCooked2 } else { .ethernet }
    }

    func frame(_ source: Endpoint, _ destination: Endpoint, _ transport: IPProtocol, _ segment: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        let timeToLive = hopLimits[source.address] ?? timeToLive
        let type = source.address.isIPv4 ? 0x0800 : UInt16(0x86dd)
        let macs: (UInt64, UInt64) = (0x02_00_00_00_00_01, 0x02_00_00_00_00_02)
        switch link {
        case .ethernet:
            EthernetHeader(destination: macs.0, source: macs.1, typeOrLength: type).serialize(into: &bytes)
        case .vlan(let number):
            EthernetHeader(destination: macs.0, source: macs.1, typeOrLength: 0x8100)
                .serialize(into: &bytes)
            bytes.append(uint16: number)
            bytes.append(uint16: type)
        case .cooked(let packetType, let interface):
            bytes.append(uint16: type)
            bytes.append(uint16: 0)
            bytes.append(uint32: interface)
            bytes.append(uint16: 1)
            bytes += [packetType, 6]
            bytes.append(uint64: macs.1 << 16)
        }
        if let from = source.address.ipv4, let to = destination.address.ipv4 {
            IPv4Header(
                totalLength: UInt16(20 + segment.count), timeToLive: timeToLive, proto: transport, source: from,
                destination: to
            ).serialize(into: &bytes)
        } else {
            IPv6Header(
                payloadLength: UInt16(segment.count), nextHeader: transport, hopLimit: timeToLive,
                source: source.address, destination: destination.address
            ).serialize(into: &bytes)
        }
        return bytes + segment
    }
}
