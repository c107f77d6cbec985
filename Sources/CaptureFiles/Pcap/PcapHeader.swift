import Wire

/// The header of a pcap file, 24 bytes (draft-ietf-opsawg-pcap section 4).
struct PcapHeader: Equatable {
    static let length = 24

    enum Variant {
        case microseconds, nanoseconds
        /// Alexey Kuznetzov's patched libpcap: record headers carry interface index, protocol and packet type.
        case modified
    }

    var order: ByteOrder
    var variant: Variant
    var major: UInt16
    var minor: UInt16
    var snapLength: UInt32
    var linkType: LinkType
    var frameCheckSequenceLength: UInt8?

    static func variant(magic: UInt32) -> Variant? {
        switch magic {
        case 0xA1B2_C3D4: .microseconds
        case 0xA1B2_3C4D: .nanoseconds
        case 0xA1B2_CD34: .modified
        default: nil
        }
    }

    static func isMagic(_ head: [UInt8]) -> Bool {
        guard head.count >= 4 else { return false }
        return variant(magic: ByteOrder.little.uint32(head.span, at: 0)) != nil
            || variant(magic: ByteOrder.big.uint32(head.span, at: 0)) != nil
    }

    /// Nil if the magic number is none of pcap's or there are fewer than 24 bytes.
    init?(parsing bytes: Span<UInt8>) {
        guard bytes.count >= PcapHeader.length else { return nil }
        if let variant = PcapHeader.variant(magic: ByteOrder.little.uint32(bytes, at: 0)) {
            self.variant = variant
            order = .little
        } else if let variant = PcapHeader.variant(magic: ByteOrder.big.uint32(bytes, at: 0)) {
            self.variant = variant
            order = .big
        } else {
            return nil
        }
        major = order.uint16(bytes, at: 4)
        minor = order.uint16(bytes, at: 6)
        snapLength = order.uint32(bytes, at: 16)
        // Bit 26 says that the top four bits count the FCS in 16-bit words; what lies between is reserved.
        let link = order.uint32(bytes, at: 20)
        linkType = LinkType(rawValue: link & 0xFFFF)
        frameCheckSequenceLength = link & 0x0400_0000 == 0 ? nil : UInt8(link >> 28) * 2
    }

    var recordHeaderLength: Int { variant == .modified ? 24 : 16 }
    var ticksPerSecond: UInt64 { variant == .nanoseconds ? 1_000_000_000 : 1_000_000 }

    /// Older writers swapped the two lengths of a record (libpcap's sf-pcap.c tells of them).
    var mayHaveSwappedLengths: Bool { major == 2 && minor <= 3 || major == 543 }

    var format: String {
        switch variant {
        case .microseconds: "pcap"
        case .nanoseconds: "nanosecond pcap"
        case .modified: "modified pcap"
        }
    }
}
