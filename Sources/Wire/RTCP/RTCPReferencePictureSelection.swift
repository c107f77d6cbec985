/// RPSI: a picture that the receiver has, in the codec's own bits (RFC 4585 section 6.3.3).
@frozen
public struct RTCPReferencePictureSelection: Hashable, Sendable {
    public var payloadType: UInt8
    /// The codec's bit string, as offsets into the packet; the last `unusedBits` are padding.
    public var bits: Range<Int>
    public var unusedBits: UInt8

    public init(parsing packet: Span<UInt8>, _ feedback: RTCPFeedback) throws(WireError) {
        let start = feedback.control.lowerBound
        guard start + 2 <= packet.count else {
            throw WireError(.malformed, .rtcp, offset: start, needed: 2, available: max(0, packet.count - start))
        }
        let padding = packet[start]
        let end = packet.count - Int(padding / 8)
        guard start + 2 <= end else { throw WireError(.malformed, .rtcp, offset: start) }
        payloadType = packet[start + 1] & 0x7f
        bits = start + 2..<end
        unusedBits = padding % 8
    }

    /// Control information for whole bytes of `bits`.
    public static func serialize(payloadType: UInt8, bits: [UInt8], into bytes: inout [UInt8]) {
        let padding = (4 - (bits.count + 2) % 4) % 4
        bytes.append(UInt8(padding * 8))
        bytes.append(payloadType & 0x7f)
        bytes.append(contentsOf: bits)
        for _ in 0..<padding { bytes.append(0) }
    }
}
