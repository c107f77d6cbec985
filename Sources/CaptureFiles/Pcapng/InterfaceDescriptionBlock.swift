import Wire

/// Interface Description Block (draft-ietf-opsawg-pcapng section 4.2).
struct InterfaceDescriptionBlock {
    var linkType: LinkType
    var snapLength: UInt32
    var name: String?
    var description: String?
    var filter: String?
    var operatingSystem: String?
    var frameCheckSequenceLength: UInt8?
    var resolution: TimestampResolution
    var comments = BlockComments()

    init(parsing body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 8 else { throw BlockDamage(sentence: "an interface description is too short") }
        linkType = LinkType(rawValue: UInt32(order.uint16(body, at: 0)))
        snapLength = order.uint32(body, at: 4)
        var resolutionByte: UInt8 = 6
        var offsetSeconds: Int64 = 0
        var options = BlockOptions(at: 8, order: order)
        while let (code, value) = options.next(in: body) {
            switch code {
            case BlockOptions.comment: comments.append(body, value)
            case 2: name = text(body, value)
            case 3: description = text(body, value)
            case 9 where value.count >= 1: resolutionByte = body[value.lowerBound]
            // The first byte says whether a filter is text (0) or a BPF program.
            case 11 where value.count > 1 && body[value.lowerBound] == 0: filter = text(body, value.dropFirst())
            case 12: operatingSystem = text(body, value)
            case 13 where value.count >= 1: frameCheckSequenceLength = body[value.lowerBound]
            case 14 where value.count >= 8:
                offsetSeconds = Int64(bitPattern: order.uint64(body, at: value.lowerBound))
            default: break
            }
        }
        resolution = TimestampResolution(byte: resolutionByte, offsetSeconds: offsetSeconds)
    }

    func interface(index: UInt32) -> CaptureInterface {
        var interface = CaptureInterface(
            index: index, linkType: linkType, snapLength: snapLength, ticksPerSecond: resolution.ticksPerSecond)
        interface.name = name
        interface.description = description
        interface.filter = filter
        interface.operatingSystem = operatingSystem
        interface.frameCheckSequenceLength = frameCheckSequenceLength
        return interface
    }
}
