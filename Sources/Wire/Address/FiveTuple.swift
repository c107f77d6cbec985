/// The IP protocol number of what an IP packet carries (IANA protocol-numbers).
@frozen
public struct IPProtocol: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable public static var icmp: IPProtocol { IPProtocol(rawValue: 1) }
    @inlinable public static var ipv4: IPProtocol { IPProtocol(rawValue: 4) }
    @inlinable public static var tcp: IPProtocol { IPProtocol(rawValue: 6) }
    @inlinable public static var udp: IPProtocol { IPProtocol(rawValue: 17) }
    @inlinable public static var ipv6: IPProtocol { IPProtocol(rawValue: 41) }
    @inlinable public static var gre: IPProtocol { IPProtocol(rawValue: 47) }
    @inlinable public static var icmpv6: IPProtocol { IPProtocol(rawValue: 58) }
}

/// Who sends to whom over what: one direction of a path.
@frozen
public struct FiveTuple: Hashable, BitwiseCopyable, Sendable {
    public var source: Endpoint
    public var destination: Endpoint
    public var transport: IPProtocol

    @inlinable public init(source: Endpoint, destination: Endpoint, transport: IPProtocol) {
        self.source = source
        self.destination = destination
        self.transport = transport
    }

    @inlinable public var reversed: FiveTuple {
        FiveTuple(source: destination, destination: source, transport: transport)
    }
}
