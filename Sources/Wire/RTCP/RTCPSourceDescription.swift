/// An item type of SDES (RFC 3550 section 6.5, IANA "RTCP SDES Item Types").
@frozen
public struct RTCPSourceDescriptionType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable public static var cname: Self { Self(rawValue: 1) }
    @inlinable public static var name: Self { Self(rawValue: 2) }
    @inlinable public static var email: Self { Self(rawValue: 3) }
    @inlinable public static var phone: Self { Self(rawValue: 4) }
    @inlinable public static var location: Self { Self(rawValue: 5) }
    @inlinable public static var tool: Self { Self(rawValue: 6) }
    @inlinable public static var note: Self { Self(rawValue: 7) }
    @inlinable public static var privateExtension: Self { Self(rawValue: 8) }
    /// RFC 7941: the stream's id within its media section (RFC 8852).
    @inlinable public static var rtpStreamID: Self { Self(rawValue: 12) }
    @inlinable public static var repairedRTPStreamID: Self { Self(rawValue: 13) }
    @inlinable public static var mid: Self { Self(rawValue: 15) }
}

/// One SDES item: whose, what, and where its text stands in the packet.
@frozen
public struct RTCPSourceDescriptionItem: Hashable, Sendable {
    public var ssrc: UInt32
    public var type: RTCPSourceDescriptionType
    /// The text (UTF-8 by specification, anything in practice), as offsets into the packet.
    public var text: Range<Int>
}

/// SDES: names of sources (RFC 3550 section 6.5).
public enum RTCPSourceDescription {
    /// Calls `body` for each item of each chunk. Items before a damaged one have been given when this throws.
    public static func forEachItem(
        in packet: Span<UInt8>, _ body: (RTCPSourceDescriptionItem) -> Void
    ) throws(WireError) {
        let header = try RTCPHeader(parsing: packet, expecting: .sourceDescription)
        var offset = RTCPHeader.byteCount
        for _ in 0..<header.count {
            guard offset + 4 <= packet.count else {
                throw WireError(.malformed, .rtcp, offset: offset, needed: 4, available: packet.count - offset)
            }
            let ssrc = packet.uint32(at: offset)
            offset += 4
            while offset < packet.count, packet[offset] != 0 {
                guard offset + 2 <= packet.count, offset + 2 + Int(packet[offset + 1]) <= packet.count else {
                    throw WireError(.malformed, .rtcp, offset: offset, needed: 2, available: packet.count - offset)
                }
                let text = offset + 2..<offset + 2 + Int(packet[offset + 1])
                body(
                    RTCPSourceDescriptionItem(
                        ssrc: ssrc, type: RTCPSourceDescriptionType(rawValue: packet[offset]), text: text))
                offset = text.upperBound
            }
            // The null that ends the chunk, then up to the next word.
            offset = (offset + 4) & ~3
        }
    }

    /// Texts longer than 255 bytes are cut.
    public static func serialize(
        _ chunks: [(ssrc: UInt32, items: [(type: RTCPSourceDescriptionType, text: [UInt8])])],
        into bytes: inout [UInt8]
    ) {
        RTCPHeader.serialize(.sourceDescription, count: chunks.count, into: &bytes) { bytes in
            for chunk in chunks {
                let start = bytes.count
                bytes.append(uint32: chunk.ssrc)
                for item in chunk.items {
                    bytes.append(item.type.rawValue)
                    bytes.append(UInt8(clamping: item.text.count))
                    bytes.append(contentsOf: item.text.prefix(255))
                }
                repeat { bytes.append(0) } while (bytes.count - start) % 4 != 0
            }
        }
    }
}
