import ICE
import Wire

// TURN messages carry the packets between a relayed address and its peers (RFC 8656 11, 12): these are paths of their
// own, inside the path between client and server.
extension Analyzer {
    /// Takes what a Send or Data indication carries.
    mutating func receiveIndication(
        _ message: STUNMessage, _ bytes: Span<UInt8>, on outer: PathHandle, isForward: Bool, _ datagram: Datagram
    ) {
        var peer: Endpoint?
        var data: (range: Range<Int>, length: Int)?
        var cursor = message.attributes
        while let attribute = cursor.nextPerhapsCut(in: bytes) {
            switch attribute.type {
            case .xorPeerAddress: peer = attribute.address(in: bytes, of: message.transactionID)
            case .data:
                // The snap length may have cut what it carries.
                let captured = attribute.value.clamped(to: 0..<bytes.count)
                data = (captured, attribute.value.count)
            default: break
            }
        }
        guard let peer, let data, !data.range.isEmpty else { return }
        let client = message.method == .send ? isForward : !isForward
        receiveInner(
            bytes.extracting(data.range), length: data.length, peer: peer, fromClient: message.method == .send,
            client: paths[outer].source(isForward: client), outer: outer, datagram)
    }

    /// Takes a ChannelData message, if it is one: QUIC begins with the same bytes (RFC 9443).
    mutating func receiveChannelData(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        // A relay inside a relay is no use to anyone, but a loop to us.
        guard datagram.relay == nil,
            let header = try? ChannelData(parsing: bytes, wireLength: datagram.length)
        else { return }
        let data = bytes.extracting(header.data.lowerBound..<min(header.data.upperBound, bytes.count))
        let (key, isForward) = PathKey.make(datagram)
        guard let outer = paths.find(key) ?? suspect(key, bytes, header, datagram) else { return }
        let peer = peer(of: header.channel, on: outer)
        // Which end is the client: the one that bound channels or sent the other TURN requests; else, mid-call, the one
        // with the higher port, as servers listen on low ones.
        let clientIsLower = paths[outer].clientIsLower ?? (paths[outer].key.lower.port > paths[outer].key.upper.port)
        if paths[outer].checks == nil, DatagramKind(of: data, length: header.dataLength) == .other { return }
        let client = paths[outer].source(isForward: clientIsLower)
        let fallback = Endpoint(.unspecified, header.channel.rawValue)
        paths[outer].last = clock.latest(paths[outer].last, datagram.moment)
        receiveInner(
            data, length: header.dataLength, peer: peer ?? fallback, fromClient: isForward == clientIsLower,
            client: client, outer: outer, datagram)
    }

    private mutating func receiveInner(
        _ bytes: Span<UInt8>, length: Int, peer: Endpoint, fromClient: Bool, client: Endpoint, outer: PathHandle,
        _ datagram: Datagram
    ) {
        let relayed = paths[outer].checks.flatMap { checks[$0].relayed } ?? client
        var inner = datagram
        inner.source = fromClient ? relayed : peer
        inner.destination = fromClient ? peer : relayed
        inner.transport = .udp
        inner.relay = outer
        inner.length = length
        receive(inner, bytes)
    }

    private mutating func peer(of channel: ChannelNumber, on outer: PathHandle) -> Endpoint? {
        if let recent = paths[outer].recentChannel, recent.number == channel { return recent.peer }
        guard let tracker = paths[outer].checks, let peer = checks[tracker].peer(of: channel) else {
            return nil
        }
        paths[outer].recentChannel = (channel, peer)
        return peer
    }

    /// ChannelData where no TURN was seen: the capture began later. It takes several that hold something known, which
    /// then count from the first.
    private mutating func suspect(
        _ key: PathKey, _ bytes: Span<UInt8>, _ header: ChannelData, _ datagram: Datagram
    ) -> PathHandle? {
        let data = bytes.extracting(4..<min(header.data.upperBound, bytes.count))
        switch DatagramKind(of: data, length: header.dataLength) {
        case .channelData, .other, .classicSTUN: return nil
        case .stun, .dtls, .rtp, .rtcp: break
        }
        let hash = key.hash(seed: options.hashSeed)
        guard let earlier = channelSuspects.receive(datagram, bytes, key: key, hash: hash) else { return nil }
        guard let path = openPath(key, at: earlier[0].datagram.moment) else { return nil }
        for suspect in earlier { receiveChannelData(suspect.datagram, suspect.bytes.span) }
        return path
    }
}
