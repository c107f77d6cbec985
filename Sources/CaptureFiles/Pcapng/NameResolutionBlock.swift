import Wire

/// Name Resolution Block (draft-ietf-opsawg-pcapng section 4.5): addresses and their names.
struct NameResolutionBlock {
    /// Names that one block may give.
    static let capacity = 4096

    var names: [(address: IPAddress, name: String)] = []
    var comments = BlockComments()

    init(parsing body: Span<UInt8>, _ order: ByteOrder) {
        var offset = 0
        while names.count < Self.capacity, body.count - offset >= 4 {
            let type = order.uint16(body, at: offset)
            let value = offset + 4..<offset + 4 + Int(order.uint16(body, at: offset + 2))
            guard value.upperBound <= body.count else { return }
            offset = padded(value.upperBound)
            switch type {
            case 0:
                var options = BlockOptions(at: offset, order: order)
                while let (code, value) = options.next(in: body) {
                    if code == BlockOptions.comment { comments.append(body, value) }
                }
                return
            case 1 where value.count > 4: append(body, value, addressLength: 4)
            case 2 where value.count > 16: append(body, value, addressLength: 16)
            default: break
            }
        }
    }

    /// One address and any number of names that each end with a NUL.
    private mutating func append(_ body: Span<UInt8>, _ record: Range<Int>, addressLength: Int) {
        let start = record.lowerBound
        let address =
            addressLength == 4
            ? IPAddress(ipv4: body.uint32(at: start))
            : IPAddress(high: body.uint64(at: start), low: body.uint64(at: start + 8))
        var nameStart = start + addressLength
        for index in nameStart..<record.upperBound where body[index] == 0 || index == record.upperBound - 1 {
            let name = text(body, nameStart..<index + 1)
            if !name.isEmpty, names.count < Self.capacity { names.append((address, name)) }
            nameStart = index + 1
        }
    }
}
