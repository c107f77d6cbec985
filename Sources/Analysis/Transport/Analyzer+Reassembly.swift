import ICE
import Wire

// IP fragments and TCP segments: what they carry comes out whole, and goes the way of any datagram.
extension Analyzer {
    /// Tunnels inside a reassembled packet may be fragmented again; deeper than this is an attack.
    private static var maximumNesting: Int { 4 }

    mutating func receiveFragment(_ payload: Span<UInt8>, at moment: Moment, nesting: Int = 0) {
        guard nesting < Self.maximumNesting,
            let whole = fragments.receive(packet, payload: payload, at: moment.time, frame: moment.frame)
        else { return }
        packet = whole.packet
        let bytes = whole.payload.span
        if let error = FrameDecoder.decodeTransport(bytes, originalLength: whole.originalLength, into: &packet) {
            health.count(error, frame: moment.frame)
            return
        }
        let inner = bytes.extracting(packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength)
        switch packet.kind {
        case .udp: receive(Datagram(packet, at: moment), inner)
        case .tcp: receiveSegment(inner, at: moment)
        case .fragment: receiveFragment(inner, at: moment, nesting: nesting + 1)
        case .icmpError, .otherIP, .notIP: break
        }
    }

    mutating func receiveSegment(_ payload: Span<UInt8>, at moment: Moment) {
        let (key, isForward) = PathKey.make(
            source: packet.source, destination: packet.destination, transport: .tcp)
        let segment = packet.tcp
        let own = Datagram(packet, at: moment)
        if segment.isACK {
            // What is acknowledged and not in the capture will not come again.
            var other = connections.take(key, isForward: !isForward)
            var reversed = own
            (reversed.source, reversed.destination) = (own.destination, own.source)
            other.reassembler.acknowledge(segment.acknowledgement) { message, _ in
                receiveFramed(message, reversed)
            }
            connections.put(other.reassembler, in: other.slot, isForward: !isForward)
        }
        var (slot, reassembler) = connections.take(key, isForward: isForward)
        let wasTLS = reassembler.framing == .tls
        reassembler.receive(
            segment, payload: payload, originalLength: packet.payloadLength, at: moment.time
        ) { message, _ in
            receiveFramed(message, own)
        }
        if !wasTLS, reassembler.framing == .tls, !payload.isEmpty, isClientHello(payload) {
            tlsConnections.add(TLSConnection(client: own.source, server: own.destination, hello: moment))
        }
        connections.put(reassembler, in: slot, isForward: isForward)
    }

    /// A handshake record that begins with a ClientHello (RFC 8446 4, 5.1).
    private func isClientHello(_ payload: Span<UInt8>) -> Bool {
        payload.count > 5 && payload[0] == 22 && payload[5] == 1
    }

    private mutating func receiveFramed(_ message: Span<UInt8>, _ segment: Datagram) {
        var datagram = segment
        datagram.length = message.count
        receive(datagram, message)
    }
}
