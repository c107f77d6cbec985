/// Where the media of a frame begins, so that it can be left out of what is kept: no figure needs it.
public enum MediaPayload {
    /// Bytes of a frame that are kept without the payload of RTP: headers up to the end of the RTP header and its
    /// extensions. All that is no RTP packet, plain or in TURN ChannelData over UDP, is kept whole.
    ///
    /// - Parameter packet: storage that is used again and again.
    public static func keptLength(
        of frame: Span<UInt8>, originalLength: Int, linkType: LinkType, into packet: inout NetworkPacket
    ) -> Int {
        let error = FrameDecoder.decode(
            frame, originalLength: originalLength, linkType: linkType, interface: 0, into: &packet)
        // Several packets in one frame, as offloading makes them, are told apart by what they hold.
        guard error == nil, packet.kind == .udp, packet.payloadLength <= 1472 else { return frame.count }
        let payload = frame.extracting(packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength)
        switch DatagramKind(of: payload, length: packet.payloadLength) {
        case .rtp:
            guard let header = RTPHeader(parsing: payload, datagramLength: packet.payloadLength) else { break }
            return min(frame.count, packet.payloadOffset + header.length)
        case .channelData:
            let outer = ChannelData.headerLength
            guard payload.count > outer else { break }
            let (inner, length) = (payload.extracting(outer...), packet.payloadLength - outer)
            guard DatagramKind(of: inner, length: length) == .rtp,
                let header = RTPHeader(parsing: inner, datagramLength: length)
            else { break }
            return min(frame.count, packet.payloadOffset + outer + header.length)
        default: break
        }
        return frame.count
    }
}
