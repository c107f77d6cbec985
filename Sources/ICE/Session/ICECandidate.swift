public import Wire

/// An agent's candidate as far as it reached the wire (RFC 8445 5.1.1).
public struct ICECandidate: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case host, srflx, prflx, relay
    }

    /// How its type is known, best last.
    public enum Basis: Int, Hashable, Comparable, Sendable {
        /// Neither private nor seen through a response: host, or behind a NAT that this capture does not show.
        case undecided
        /// A private address, which only its owner's network can reach.
        case privateAddress
        /// A response says that the responder saw this very address.
        case sourceEqualsMapped
        /// A peer's response to a check gives it for another source address: a NAT's mapping.
        case checkMapped
        /// A STUN or TURN server's response gives it for another source address.
        case serverMapped
        /// A TURN server allocated it.
        case allocation

        public static func < (left: Basis, right: Basis) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where it was first seen.
    public enum Origin: String, Hashable, Sendable {
        /// The source of a packet.
        case source
        /// The destination of a packet: the other agent was told of it.
        case destination
        /// A mapped address in a response.
        case mapped
        /// The relayed address of an allocation.
        case allocation
        /// The peer in a TURN permission, channel or indication: the other agent was told of it.
        case peerAddress
    }

    public var endpoint: Endpoint
    /// The address that it was reached or asked for from, where that is another.
    public var base: Endpoint?
    public var basis: Basis
    public var origin: Origin
    public var firstSeen: Moment
    /// As its agent's description gives it.
    public internal(set) var signalledKind: Kind?

    public var kind: Kind {
        if let signalledKind { return signalledKind }
        return switch basis {
        case .allocation: .relay
        case .serverMapped: .srflx
        case .privateAddress, .sourceEqualsMapped: .host
        case .checkMapped, .undecided: .prflx
        }
    }
}
