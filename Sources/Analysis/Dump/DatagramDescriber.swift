import Wire

/// Describes a message between two endpoints, and what TURN carries in it.
enum DatagramDescriber {
    /// TURN in TURN in TURN is nothing that is sent in earnest.
    static let maximumDepth = 4

    /// - Parameters:
    ///   - bytes: what was captured of it.
    ///   - length: its length on the wire.
    static func describe(_ bytes: Span<UInt8>, length: Int, depth: Int = 0) -> PacketDescription {
        guard depth < maximumDepth else { return opaque(bytes, length: length) }
        return switch DatagramKind(of: bytes, length: length) {
        case .stun: STUNDescriber.describe(bytes, length: length, depth: depth)
        case .classicSTUN:
            STUNMessage.isLikely(bytes, wireLength: length)
                ? STUNDescriber.describe(bytes, length: length, depth: depth) : opaque(bytes, length: length)
        case .channelData: ChannelDataDescriber.describe(bytes, length: length, depth: depth)
        case .dtls: DTLSDescriber.describe(bytes, length: length)
        case .rtp: RTPDescriber.describe(bytes, length: length)
        case .rtcp: RTCPDescriber.describe(bytes, length: length)
        case .other: SIPDescriber.describe(bytes, length: length) ?? opaque(bytes, length: length)
        }
    }

    /// Something that is not decoded.
    static func opaque(_ bytes: Span<UInt8>, length: Int) -> PacketDescription {
        var description = PacketDescription(
            "data", "\(length) bytes",
            ["length": length, "first_bytes": HexText.bytes(bytes.extracting(first: 32))])
        if bytes.count < 4, length >= 4 {
            description.error = WireError(.truncatedCapture, .udp, offset: 8, needed: 4, available: bytes.count)
        }
        return description
    }
}
