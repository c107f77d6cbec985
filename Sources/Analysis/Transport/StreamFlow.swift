import Wire

/// What identifies a stream on the wire: who sends it to whom over what, in which relayed path, and its SSRC.
///
/// A stream is found by this alone, with one look-up per packet; its path is only asked for where a packet is of no
/// known stream.
struct StreamFlow: BitwiseCopyable, Equatable {
    private var source: IPAddress
    private var destination: IPAddress
    private var ports: UInt32
    private var ssrc: UInt32
    /// The transport, and the relayed path that it runs in; -1 for none.
    private var transport: UInt32
    private var relay: Int32

    @inline(__always)
    init(source: Endpoint, destination: Endpoint, transport: IPProtocol = .udp, relay: PathHandle? = nil, ssrc: SSRC) {
        self.source = source.address
        self.destination = destination.address
        ports = UInt32(source.port) << 16 | UInt32(destination.port)
        self.ssrc = ssrc.rawValue
        self.transport = UInt32(transport.rawValue)
        self.relay = relay?.index ?? -1
    }

    init(_ key: PathKey, isForward: Bool, ssrc: SSRC) {
        self.init(
            source: isForward ? key.lower : key.upper, destination: isForward ? key.upper : key.lower,
            transport: key.transport, relay: key.relay, ssrc: ssrc)
    }

    @inline(__always)
    func hash(seed: UInt64) -> UInt64 {
        let place = UInt64(ports) << 32 | UInt64(ssrc)
        if source.isIPv4, destination.isIPv4, relay < 0, transport == UInt32(IPProtocol.udp.rawValue) {
            return Self.hash(
                addresses: source.low << 32 | UInt64(UInt32(truncatingIfNeeded: destination.low)),
                portsAndSSRC: place, seed: seed)
        }
        let other = seed ^ 0x9e37_79b9_7f4a_7c15
        var state = HandleIndex.fold(source.low ^ seed, destination.low ^ other)
        if source.high | destination.high != 0 {
            state ^= HandleIndex.fold(source.high ^ other, destination.high ^ seed)
        }
        let context = UInt64(transport) << 32 | UInt64(UInt32(bitPattern: relay))
        return HandleIndex.fold(state ^ other ^ context, place ^ seed)
    }

    /// That of most flows: UDP over IPv4, as its headers say it.
    @inline(__always)
    static func hash(addresses: UInt64, portsAndSSRC: UInt64, seed: UInt64) -> UInt64 {
        HandleIndex.fold(addresses ^ seed, portsAndSSRC ^ seed ^ 0x9e37_79b9_7f4a_7c15)
    }
}
