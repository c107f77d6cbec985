import Wire

/// Finds out how a byte stream is framed, and where a message begins in it.
///
/// Proof is the magic cookie of STUN, or a chain of messages whose lengths lead from one to the next: ChannelData, or RTP
/// of one source in sequence. (DNS and OpenVPN have a length of two bytes before their messages, too.) SIP proves itself
/// by its first line.
enum StreamSearch {
    enum Outcome: Hashable {
        case found(StreamFraming, at: Int)
        case unknown
        /// `tls` or `other`: none of its messages will ever be found.
        case hopeless(StreamFraming)
    }

    /// Looks at the first bytes of a connection. TURN and ICE-TCP open with STUN.
    static func atStart(_ bytes: Span<UInt8>) -> Outcome {
        // The longest of what follows: length prefix, type and length of STUN, cookie.
        guard bytes.count >= 10 else { return .unknown }
        if let prelude = pseudoTLSPrelude(bytes) {
            guard bytes.count >= prelude + 8 else { return .unknown }
            if FramedMessage.hasCookie(bytes.extracting(prelude...), .turn) { return .found(.turn, at: prelude) }
        }
        if looksLikeTLS(bytes) { return .hopeless(.tls) }
        switch SIPStartLine.evidence(in: bytes) {
        case .complete: return .found(.sip, at: 0)
        case .unfinished: return .unknown
        case .none: break
        }
        if FramedMessage.hasCookie(bytes, .turn) { return .found(.turn, at: 0) }
        switch chain(bytes, .rfc4571, sufficient: 3) {
        case .convincing: return .found(.rfc4571, at: 0)
        case .possible: return .unknown
        case .broken: return .hopeless(.other)
        }
    }

    /// Looks for a message anywhere: in the middle of a connection, or behind lost bytes.
    ///
    /// - Parameters:
    ///   - boundaries: offsets where segments begin, as messages often do.
    ///   - framing: what is known of the stream, or `undecided`.
    static func anywhere(_ bytes: Span<UInt8>, boundaries: [Int], framing: StreamFraming) -> Outcome {
        let isKnown = framing != .undecided
        let candidates: [StreamFraming] = isKnown ? [framing] : [.turn, .rfc4571]
        for start in boundaries where start < bytes.count {
            if !isKnown || framing == .sip, SIPStartLine.evidence(in: bytes.extracting(start...)) == .complete {
                return .found(.sip, at: start)
            }
            for candidate in candidates {
                let rest = bytes.extracting(start...)
                if chain(rest, candidate, sufficient: isKnown ? 2 : 3) == .convincing {
                    return .found(candidate, at: start)
                }
            }
        }
        if !isKnown, looksLikeTLS(bytes) { return .hopeless(.tls) }
        var position = 0
        while position + 8 <= bytes.count {
            defer { position += 1 }
            guard bytes.uint32(at: position + 4) == FramedMessage.magicCookie else { continue }
            // In RFC 4571 framing the two bytes before say how long the message is, as it does itself.
            if framing != .turn, framing != .sip, position >= 2,
                Int(bytes.uint16(at: position - 2)) == Int(bytes.uint16(at: position + 2)) + 20,
                FramedMessage.hasCookie(bytes.extracting((position - 2)...), .rfc4571)
            {
                return .found(.rfc4571, at: position - 2)
            }
            if framing != .rfc4571, framing != .sip, FramedMessage.hasCookie(bytes.extracting(position...), .turn) {
                return .found(.turn, at: position)
            }
        }
        return .unknown
    }

    private enum Chain { case broken, possible, convincing }

    private static func chain(_ bytes: Span<UInt8>, _ framing: StreamFraming, sufficient: Int) -> Chain {
        var offset = 0
        var messages = 0
        var previous: (source: UInt32, sequence: UInt16)?
        while true {
            let rest = bytes.extracting(offset...)
            if FramedMessage.hasCookie(rest, framing) { return .convincing }
            switch FramedMessage.next(in: rest, framing) {
            case .implausible: return .broken
            case .unfinished: return .possible
            case .whole(let message):
                if message.kind == .channelData {
                    messages += 1
                } else if message.kind == .rtp {
                    let header = (
                        source: rest.uint32(at: message.start + 8), sequence: rest.uint16(at: message.start + 2)
                    )
                    let follows =
                        previous.map {
                            $0.source == header.source && 1...16 ~= header.sequence &- $0.sequence
                        } ?? true
                    messages = follows ? messages + 1 : 1
                    previous = header
                }
                if messages == sufficient { return .convincing }
                offset += message.stride
            }
        }
    }

    /// A record of TLS 1.0 to 1.3 (RFC 8446 5.1).
    private static func looksLikeTLS(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 5 && 0x14...0x17 ~= bytes[0] && bytes[1] == 3 && bytes[2] <= 4
            && bytes.uint16(at: 3) <= 16384 + 2048
    }

    /// Google's clients and TURN servers may greet each other with constant hellos that look like TLS, and go on in
    /// clear (libwebrtc, AsyncSSLSocket): the length of that greeting.
    private static func pseudoTLSPrelude(_ bytes: Span<UInt8>) -> Int? {
        // An SSL 2 client hello of 72 bytes, a TLS 1.0 server hello of 79.
        if bytes.uint32(at: 0) == 0x8046_0103 && bytes[4] == 1 { return 72 }
        if bytes.uint32(at: 0) == 0x1603_0100 && bytes.uint16(at: 4) == 0x4a02 { return 79 }
        return nil
    }
}
