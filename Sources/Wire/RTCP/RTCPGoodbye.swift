/// BYE: sources that leave, and perhaps why (RFC 3550 section 6.6).
@frozen
public struct RTCPGoodbye: Hashable, Sendable {
    public var sourceCount: Int
    /// The reason's text, as offsets into the packet.
    public var reason: Range<Int>?

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        let header = try RTCPHeader(parsing: packet, expecting: .goodbye)
        sourceCount = Int(header.count)
        let end = RTCPHeader.byteCount + sourceCount * 4
        guard packet.count >= end else {
            throw WireError(.malformed, .rtcp, needed: end, available: packet.count)
        }
        guard packet.count > end else { return }
        let length = Int(packet[end])
        guard end + 1 + length <= packet.count else {
            throw WireError(.malformed, .rtcp, offset: end, needed: 1 + length, available: packet.count - end)
        }
        reason = end + 1..<end + 1 + length
    }

    /// `packet` is what this was parsed from.
    public func forEachSource(in packet: Span<UInt8>, _ body: (UInt32) -> Void) {
        for index in 0..<sourceCount where index * 4 + 8 <= packet.count {
            body(packet.uint32(at: index * 4 + 4))
        }
    }

    public static func serialize(sources: [UInt32], reason: [UInt8]? = nil, into bytes: inout [UInt8]) {
        RTCPHeader.serialize(.goodbye, count: sources.count, into: &bytes) { bytes in
            let start = bytes.count
            for source in sources { bytes.append(uint32: source) }
            guard let reason else { return }
            bytes.append(UInt8(clamping: reason.count))
            bytes.append(contentsOf: reason.prefix(255))
            while (bytes.count - start) % 4 != 0 { bytes.append(0) }
        }
    }
}
