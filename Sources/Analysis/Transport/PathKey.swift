import Wire

/// What identifies a path: two transport addresses, the transport between them, and the relayed leg it runs in, if any.
///
/// Both directions share one path; the lower endpoint (by address, then port) comes first.
struct PathKey: Hashable, BitwiseCopyable {
    var lower: Endpoint
    var upper: Endpoint
    var transport: IPProtocol
    /// The path, client to TURN server, whose messages carry this one; nil if it is no tunnel's content.
    var relay: PathHandle?

    /// - Returns: the key, and whether a packet from `source` runs forward: from lower to upper.
    @inline(__always)
    static func make(
        source: Endpoint, destination: Endpoint, transport: IPProtocol, relay: PathHandle? = nil
    ) -> (key: PathKey, isForward: Bool) {
        let isForward = source < destination
        let key = PathKey(
            lower: isForward ? source : destination, upper: isForward ? destination : source, transport: transport,
            relay: relay)
        return (key, isForward)
    }

    @inline(__always)
    func hash(seed: UInt64) -> UInt64 {
        let ports = UInt64(lower.port) << 48 | UInt64(upper.port) << 32 | UInt64(transport.rawValue) << 24
        let first = HandleIndex.fold(lower.address.low ^ seed, upper.address.low ^ 0x9e37_79b9_7f4a_7c15)
        let second = HandleIndex.fold(
            lower.address.high ^ ports ^ UInt64(UInt32(bitPattern: relay?.index ?? -1)),
            upper.address.high ^ seed ^ 0xd6e8_feb8_6659_fd93)
        return HandleIndex.fold(first ^ 0xa076_1d64_78bd_642f, second ^ seed)
    }
}

/// Index of a path in the `PathTable`.
struct PathHandle: Hashable, BitwiseCopyable, Sendable {
    var index: Int32
}
