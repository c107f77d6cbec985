/// APP: an application's own packet (RFC 3550 section 6.7).
@frozen
public struct RTCPApplication: Hashable, Sendable {
    public var subtype: UInt8
    public var ssrc: UInt32
    /// Four ASCII characters.
    public var name: UInt32
    /// The application's data, as offsets into the packet.
    public var data: Range<Int>

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        let header = try RTCPHeader(parsing: packet, expecting: .application)
        guard packet.count >= 12 else {
            throw WireError(.malformed, .rtcp, needed: 12, available: packet.count)
        }
        subtype = header.count
        ssrc = packet.uint32(at: 4)
        name = packet.uint32(at: 8)
        data = 12..<packet.count
    }

    /// `data` must be whole words.
    public static func serialize(
        subtype: UInt8, ssrc: UInt32, name: UInt32, data: [UInt8], into bytes: inout [UInt8]
    ) {
        RTCPHeader.serialize(.application, count: Int(subtype), into: &bytes) { bytes in
            bytes.append(uint32: ssrc)
            bytes.append(uint32: name)
            bytes.append(contentsOf: data)
        }
    }
}
