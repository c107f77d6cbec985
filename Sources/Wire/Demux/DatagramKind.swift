/// What a UDP datagram between ICE agents is, by its first bytes and lengths (RFC 7983, RFC 9443, RFC 5761 4).
///
/// One datagram proves little: a stream needs several RTP packets that fit together.
@frozen
public enum DatagramKind: UInt8, BitwiseCopyable, Sendable {
    /// STUN or TURN with the magic cookie (RFC 8489).
    case stun
    /// STUN as RFC 3489 had it: no cookie, so length and type must fit exactly.
    case classicSTUN
    /// TURN ChannelData (RFC 8656 12.4), or QUIC.
    case channelData
    case dtls
    case rtp
    case rtcp
    case other

    /// - Parameters:
    ///   - payload: the datagram's payload as far as it was captured.
    ///   - length: the payload's length on the wire.
    @inlinable
    public init(of payload: Span<UInt8>, length: Int) {
        guard payload.count >= 4, length >= payload.count else {
            self = .other
            return
        }
        switch payload[0] {
        case 128...191: self = DatagramKind.versionTwo(payload, length)
        // RFC 7983 gives STUN 0 to 3; private methods reach higher, with the cookie as proof.
        case 0...19: self = DatagramKind.stun(payload, length)
        case 20...63: self = DatagramKind.dtls(payload, length)
        case 64...79: self = DatagramKind.channelData(payload, length)
        default: self = .other
        }
    }

    /// Whether the second byte of a packet of version 2 tells RTCP (RFC 5761 4).
    @inlinable @inline(__always)
    public static func isRTCPType(_ second: UInt8) -> Bool { second >> 5 == 6 }

    /// RTP and RTCP on one port differ in the second byte: RTCP has its packet type there, 192 to 223 (RFC 5761 4).
    @usableFromInline
    static func versionTwo(_ payload: Span<UInt8>, _ length: Int) -> DatagramKind {
        guard isRTCPType(payload[1]) else {
            // Fixed header, contributing sources, and the head of an extension.
            let first = payload[0]
            let needed = 12 + Int(first & 0x0f) * 4 + (first & 0x10 != 0 ? 4 : 0)
            return length >= needed ? .rtp : .other
        }
        // Behind the first packet of a compound: nothing, another, or what SRTCP appends (at least a 4-byte index).
        let first = (Int(payload.uint16(at: 2)) + 1) * 4
        return first >= 8 && first <= length ? .rtcp : .other
    }

    @usableFromInline
    static func stun(_ payload: Span<UInt8>, _ length: Int) -> DatagramKind {
        guard length >= 20, payload.count >= 8 else { return .other }
        let body = Int(payload.uint16(at: 2))
        if payload.uint32(at: 4) == 0x2112_a442 {
            return body % 4 == 0 && body <= length - 20 ? .stun : .other
        }
        // RFC 3489 11.1: Binding and Shared Secret, as request, response and error. Its attributes, too, are all
        // multiples of 4 long.
        guard body == length - 20, body % 4 == 0 else { return .other }
        switch payload.uint16(at: 0) {
        case 0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0112: return .classicSTUN
        default: return .other
        }
    }

    /// RFC 8656 12.5: over UDP the padding is optional.
    @usableFromInline
    static func channelData(_ payload: Span<UInt8>, _ length: Int) -> DatagramKind {
        let message = 4 + Int(payload.uint16(at: 2))
        return message == length || (message + 3) & ~3 == length ? .channelData : .other
    }

    /// A record with its version (RFC 6347 4.1), or the unified header of DTLS 1.3 (RFC 9147 4).
    @usableFromInline
    static func dtls(_ payload: Span<UInt8>, _ length: Int) -> DatagramKind {
        let first = payload[0]
        guard first < 32 else {
            // 001CSLEE: the length of a connection id is not known, that of sequence number and length field is.
            let sequence = first & 0x08 != 0 ? 2 : 1
            let hasLength = first & 0x04 != 0
            let header = 1 + sequence + (hasLength ? 2 : 0)
            // RFC 9147 4.2.3: a record has at least 16 bytes, from which its number's mask is taken.
            guard length >= header + 16 else { return .other }
            guard hasLength, first & 0x10 == 0, payload.count >= header else { return .dtls }
            return header + Int(payload.uint16(at: 1 + sequence)) <= length ? .dtls : .other
        }
        guard length >= 13, payload.count >= 3 else { return .other }
        switch payload.uint16(at: 1) {
        case 0xfeff, 0xfefd, 0x0100: break  // 1.0, 1.2, and OpenSSL before 0.9.8f
        default: return .other
        }
        // A connection id (tls12_cid, RFC 9146 4) stands before the length.
        guard first != 25, payload.count >= 13 else { return .dtls }
        return 13 + Int(payload.uint16(at: 11)) <= length ? .dtls : .other
    }
}
