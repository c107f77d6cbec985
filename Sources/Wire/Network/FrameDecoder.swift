/// Reads the headers of captured frames: link, tunnels, IP, transport.
///
/// The innermost IP packet counts. Tunnels over UDP are told by their port, their header and the IP header inside: if
/// one of these does not fit, the datagram is a plain one.
public enum FrameDecoder {
    /// Whether frames of this link type can be decoded at all.
    public static func reads(_ linkType: LinkType) -> Bool { HeaderWalk.Header(linkType: linkType) != nil }

    /// Decodes a frame. On an error `packet` holds what was decoded before it.
    ///
    /// - Parameters:
    ///   - frame: the bytes that were captured.
    ///   - originalLength: how many were on the wire.
    ///   - interface: enters into `NetworkPacket.origin`.
    public static func decode(
        _ frame: Span<UInt8>, originalLength: Int, linkType: LinkType, interface: UInt32,
        into packet: inout NetworkPacket
    ) -> WireError? {
        if linkType == .ethernet,
            let plain = PlainUDPFrame(frame, originalLength: originalLength, interface: interface)
        {
            packet = NetworkPacket(plain)
            return nil
        }
        packet = NetworkPacket()
        guard let first = HeaderWalk.Header(linkType: linkType) else { return WireError(.unsupported, .link) }
        var walk = HeaderWalk(first, length: max(frame.count, originalLength), origin: PacketOrigin(interface))
        return walk.finish(frame, into: &packet)
    }

    /// Decodes what an IP packet carries: for payloads put together from fragments.
    ///
    /// - Parameters:
    ///   - payload: the IP payload as far as it was captured.
    ///   - originalLength: its length on the wire.
    ///   - packet: as the fragments' IP header made it; its `transport` says what `payload` is. Offsets count from the
    ///     start of `payload` afterwards.
    public static func decodeTransport(
        _ payload: Span<UInt8>, originalLength: Int, into packet: inout NetworkPacket
    ) -> WireError? {
        let length = max(payload.count, originalLength)
        packet.kind = .otherIP
        packet.payloadOffset = 0
        packet.payloadLength = length
        packet.capturedPayloadLength = payload.count
        var walk = HeaderWalk(.transport, length: length, origin: PacketOrigin(packet.origin))
        return walk.finish(payload, into: &packet)
    }

    /// Who sent what to whom in the packet that an ICMP or ICMPv6 error quotes (RFC 792, RFC 4443 3); nil where ports
    /// cannot be seen.
    ///
    /// - Parameter message: the ICMP message: the payload of a packet of kind `icmpError`.
    public static func quotedTuple(inICMPError message: Span<UInt8>) -> FiveTuple? {
        guard message.count > 8 else { return nil }
        var packet = NetworkPacket()
        let quote = message.extracting(8...)
        // Quotes of TCP usually end before its header does.
        _ = decode(quote, originalLength: quote.count, linkType: .rawIP, interface: 0, into: &packet)
        return packet.kind == .udp || packet.kind == .tcp ? packet.tuple : nil
    }
}
