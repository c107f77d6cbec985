import Wire

/// One message in a byte stream.
struct FramedMessage: Hashable, Sendable {
    var kind: DatagramKind
    /// Where the message begins and ends, without length prefix and padding, from where its framing begins.
    var start: Int
    var end: Int
    /// From its framing's beginning to the next one's.
    var stride: Int

    enum Outcome: Hashable {
        case whole(FramedMessage)
        case unfinished
        /// No message begins here.
        case implausible
    }

    /// The message that begins with `bytes`.
    static func next(in bytes: Span<UInt8>, _ framing: StreamFraming) -> Outcome {
        switch framing {
        case .turn: nextOfTURN(bytes)
        case .rfc4571: nextOfRFC4571(bytes)
        case .sip: nextOfSIP(bytes)
        default: .implausible
        }
    }

    private static func nextOfTURN(_ bytes: Span<UInt8>) -> Outcome {
        guard let first = bytes[at: 0] else { return .unfinished }
        if 0x40...0x4f ~= first {
            guard bytes.count >= 4 else { return .unfinished }
            let end = 4 + Int(bytes.uint16(at: 2))
            let stride = (end + 3) & ~3
            guard bytes.count >= stride else { return .unfinished }
            return .whole(FramedMessage(kind: .channelData, start: 0, end: end, stride: stride))
        }
        guard first < 0x40 else { return .implausible }
        guard bytes.count >= 8 else { return .unfinished }
        let length = Int(bytes.uint16(at: 2))
        guard bytes.uint32(at: 4) == magicCookie, length % 4 == 0 else { return .implausible }
        guard bytes.count >= 20 + length else { return .unfinished }
        return .whole(FramedMessage(kind: .stun, start: 0, end: 20 + length, stride: 20 + length))
    }

    private static func nextOfRFC4571(_ bytes: Span<UInt8>) -> Outcome {
        guard bytes.count >= 2 else { return .unfinished }
        let length = Int(bytes.uint16(at: 0))
        // RFC 4571 2: a null packet.
        guard length > 0 else { return .whole(FramedMessage(kind: .other, start: 2, end: 2, stride: 2)) }
        let present = min(length, bytes.count - 2)
        // Kinds are told by the first 8 bytes at most, and lengths.
        guard present == length || present >= 8 else { return .unfinished }
        let kind = DatagramKind(of: bytes.extracting(2..<2 + present), length: length)
        guard kind != .other else { return .implausible }
        guard present == length else { return .unfinished }
        return .whole(FramedMessage(kind: kind, start: 2, end: 2 + length, stride: 2 + length))
    }

    private static func nextOfSIP(_ bytes: Span<UInt8>) -> Outcome {
        // Empty lines before a message are ignored, and keep the connection alive (RFC 3261 7.5, RFC 5626 3.5.1).
        var blank = 0
        while blank < bytes.count, bytes[blank] == UInt8(ascii: "\r") || bytes[blank] == UInt8(ascii: "\n") {
            blank += 1
        }
        if blank > 0 { return .whole(FramedMessage(kind: .other, start: blank, end: blank, stride: blank)) }
        switch SIPMessage.extent(in: bytes) {
        case .implausible: return .implausible
        case .unfinished: return .unfinished
        case .whole(let length): return .whole(FramedMessage(kind: .other, start: 0, end: length, stride: length))
        }
    }

    /// RFC 8489 5.
    static let magicCookie: UInt32 = 0x2112_a442

    /// Whether the message that begins with `bytes` is STUN with the magic cookie.
    static func hasCookie(_ bytes: Span<UInt8>, _ framing: StreamFraming) -> Bool {
        let offset = framing == .rfc4571 ? 6 : 4
        return bytes.count >= offset + 4 && bytes.uint32(at: offset) == magicCookie
            && next(in: bytes, framing) != .implausible
    }
}

extension Span<UInt8> {
    /// The byte there, or nil behind the end.
    fileprivate subscript(at offset: Int) -> UInt8? { offset < count ? self[offset] : nil }
}
