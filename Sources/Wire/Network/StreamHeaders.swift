/// What the headers of a stream's packets have in common, in plain frames (`PlainUDPFrame`): all of Ethernet, IP, UDP and RTP
/// that says what the packet is and whose, and the interface. Where it is the same, nothing of it need be read again.
@frozen
public struct StreamHeaders: BitwiseCopyable, Sendable {
    /// MAC addresses, EtherType and the first 10 bytes of IP, without what differs from packet to packet; the interface;
    /// addresses, ports and SSRC.
    @usableFromInline var words: InlineArray<8, UInt64>

    /// Such as no frame has.
    @inlinable public static var none: StreamHeaders { StreamHeaders(words: InlineArray(repeating: 0)) }

    @inlinable @inline(__always)
    init(words: InlineArray<8, UInt64>) { self.words = words }

    /// Bytes that the captured frame must have.
    @inlinable public static var lengthOverIPv4: Int { PlainUDPFrame.udpOverIPv4 + 8 + RTPHeader.fixedLength }
    @inlinable public static var lengthOverIPv6: Int { PlainUDPFrame.udpOverIPv6 + 8 + RTPHeader.fixedLength }

    /// - Precondition: the frame has `lengthOverIPv4` bytes.
    @inlinable @inline(__always)
    public init(ipv4 frame: Span<UInt8>, interface: UInt32) {
        words = [
            frame.uint64(at: 0), frame.uint64(at: 8),
            // Length, identification and "don't fragment" differ; more fragments, offset, TTL and protocol do not.
            frame.uint64(at: 16) & 0x3fff_ffff | UInt64(interface) << 32,
            frame.uint64(at: 26), UInt64(frame.uint32(at: 34)) << 32 | UInt64(frame.uint32(at: 50)), 0, 0, 0,
        ]
    }

    /// - Precondition: the frame has `lengthOverIPv6` bytes.
    @inlinable @inline(__always)
    public init(ipv6 frame: Span<UInt8>, interface: UInt32) {
        words = [
            // Flow label and length differ; version, traffic class, next header and hop limit do not.
            frame.uint64(at: 0), frame.uint64(at: 8) & ~0x0f,
            frame.uint64(at: 16) & 0xffff_ffff | UInt64(interface) << 32,
            frame.uint64(at: 24), frame.uint64(at: 32), frame.uint64(at: 40), frame.uint64(at: 48),
            UInt64(frame.uint16(at: 56)) << 32 | UInt64(frame.uint32(at: 70)),
        ]
    }

    /// Addresses, ports and SSRC of a packet over IPv4.
    @inlinable public var addressesOverIPv4: UInt64 { words[3] }
    @inlinable public var portsAndSSRCOverIPv4: UInt64 { words[4] }

    @inlinable @inline(__always)
    public func isSameOverIPv4(as other: StreamHeaders) -> Bool {
        difference(0, other) | difference(1, other) | difference(2, other) | difference(3, other)
            | difference(4, other) == 0
    }

    @inlinable @inline(__always)
    public func isSameOverIPv6(as other: StreamHeaders) -> Bool {
        isSameOverIPv4(as: other) && difference(5, other) | difference(6, other) | difference(7, other) == 0
    }

    @inlinable @inline(__always)
    func difference(_ word: Int, _ other: StreamHeaders) -> UInt64 { words[word] ^ other.words[word] }
}
