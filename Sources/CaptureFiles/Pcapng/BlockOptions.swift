/// Walks the options at the end of a block (draft-ietf-opsawg-pcapng section 3.5): code, length, value padded to 4 bytes.
struct BlockOptions {
    static let comment: UInt16 = 1

    private var offset: Int
    private let order: ByteOrder

    init(at offset: Int, order: ByteOrder) {
        self.offset = offset
        self.order = order
    }

    /// The next option; nil at opt_endofopt, at the end, and where a length is wrong.
    mutating func next(in body: Span<UInt8>) -> (code: UInt16, value: Range<Int>)? {
        guard body.count - offset >= 4 else { return nil }
        let code = order.uint16(body, at: offset)
        let length = Int(order.uint16(body, at: offset + 2))
        let value = offset + 4..<offset + 4 + length
        guard code != 0, value.upperBound <= body.count else { return nil }
        offset = padded(value.upperBound)
        return (code, value)
    }
}

/// Fields and options of a block are padded to 4 bytes; the block's body starts at such a boundary.
func padded(_ offset: Int) -> Int { (offset + 3) & ~3 }

/// Bytes of a text that are kept: every report repeats what wrote the capture.
let maximumTextLength = 1024

/// UTF-8 as it should be, repaired where it is not; without the NULs that some writers add, and no longer than is kept.
func text(_ body: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes = [UInt8]()
    for index in range where body[index] != 0 && bytes.count < maximumTextLength { bytes.append(body[index]) }
    return String(decoding: bytes, as: UTF8.self)
}

/// The comments of one block: an option each, of which a block has room for two million.
struct BlockComments {
    static let capacity = 256

    private(set) var texts: [String] = []

    mutating func append(_ body: Span<UInt8>, _ value: Range<Int>) {
        if texts.count < Self.capacity { texts.append(text(body, value)) }
    }
}
