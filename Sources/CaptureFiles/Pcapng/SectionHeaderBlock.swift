import Wire

/// Section Header Block (draft-ietf-opsawg-pcapng section 4.1): byte order, version, and what wrote the section.
struct SectionHeaderBlock {
    /// Type, two lengths, magic, version and section length.
    static let minimumLength = 28
    static let readableMajor: UInt16 = 1

    var major: UInt16
    var minor: UInt16
    var hardware: String?
    var operatingSystem: String?
    var application: String?
    var comments = BlockComments()

    /// The byte order of the section whose block starts at `offset`; nil if this is no section header.
    static func order(_ bytes: Span<UInt8>, at offset: Int = 0) -> ByteOrder? {
        guard ByteOrder.little.uint32(bytes, at: offset) == BlockType.sectionHeader else { return nil }
        return switch ByteOrder.little.uint32(bytes, at: offset + 8) {
        case 0x1A2B_3C4D: .little
        case 0x4D3C_2B1A: .big
        default: nil
        }
    }

    /// The section length says nothing that the blocks do not, and is not read.
    init(parsing body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 16 else { throw BlockDamage(sentence: "a section header is too short") }
        major = order.uint16(body, at: 4)
        minor = order.uint16(body, at: 6)
        var options = BlockOptions(at: 16, order: order)
        while let (code, value) = options.next(in: body) {
            switch code {
            case BlockOptions.comment: comments.append(body, value)
            case 2: hardware = text(body, value)
            case 3: operatingSystem = text(body, value)
            case 4: application = text(body, value)
            default: break
            }
        }
    }
}
