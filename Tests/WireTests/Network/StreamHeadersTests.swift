import Testing

@testable import Wire

@Suite("What packets of a stream have in common")
struct StreamHeadersTests {
    private static let payload: [UInt8] = [0x80, 111, 0, 1, 0, 0, 0, 2, 9, 8, 7, 6, 1, 2, 3, 4]
    private static let overIPv4 = Packets.ethernet([8, 0], Packets.ipv4(17, Packets.udp(5000, 6000, payload)))
    private static let overIPv6 = Packets.ethernet(
        [0x86, 0xdd], Packets.ipv6(17, Packets.udp(5000, 6000, payload)))

    private func isSame(_ frame: [UInt8], _ other: [UInt8], isIPv4: Bool) -> Bool {
        guard PlainUDPFrame.isIPv4(other.span) == isIPv4, PlainUDPFrame.isIPv6(other.span) != isIPv4 else {
            return false
        }
        return isIPv4
            ? StreamHeaders(ipv4: frame.span, interface: 1).isSameOverIPv4(
                as: StreamHeaders(ipv4: other.span, interface: 1))
            : StreamHeaders(ipv6: frame.span, interface: 1).isSameOverIPv6(
                as: StreamHeaders(ipv6: other.span, interface: 1))
    }

    /// What of a frame makes it a packet of its stream, seen where and how.
    private func essence(_ frame: [UInt8]) -> String? {
        guard let plain = PlainUDPFrame(frame.span, originalLength: frame.count, interface: 1) else { return nil }
        let ssrc = frame.span.uint32(at: plain.payloadOffset + 8)
        return "\(plain.source) \(plain.destination) \(plain.timeToLive) \(plain.trafficClass) \(plain.origin) \(ssrc)"
    }

    @Test("With one bit changed, frames have the same headers just if they say the same", arguments: [true, false])
    func everyBit(isIPv4: Bool) {
        let frame = isIPv4 ? Self.overIPv4 : Self.overIPv6
        let udp = isIPv4 ? PlainUDPFrame.udpOverIPv4 : PlainUDPFrame.udpOverIPv6
        #expect(essence(frame) != nil && isSame(frame, frame, isIPv4: isIPv4))
        for bit in 0..<8 * frame.count {
            var changed = frame
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let offset = bit / 8
            let isLength = isIPv4 && (16...17).contains(offset) || !isIPv4 && (18...19).contains(offset)
            // Lengths are held against each other packet by packet.
            if isLength || (udp + 4...udp + 5).contains(offset) {
                #expect(isSame(frame, changed, isIPv4: isIPv4))
            } else {
                #expect(
                    isSame(frame, changed, isIPv4: isIPv4) == (essence(changed) == essence(frame)), "bit \(bit)")
            }
        }
    }

    @Test("On another interface they are others; no frame has none")
    func others() {
        let frame = Self.overIPv4.span
        #expect(
            !StreamHeaders(ipv4: frame, interface: 1).isSameOverIPv4(as: StreamHeaders(ipv4: frame, interface: 2)))
        #expect(!StreamHeaders(ipv4: frame, interface: 0).isSameOverIPv4(as: .none))
    }
}
