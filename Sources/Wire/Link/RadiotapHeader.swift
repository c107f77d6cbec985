/// What the driver tells of an 802.11 frame; only its length is of interest here.
///
/// Source: https://www.radiotap.org.
struct RadiotapHeader: Hashable, BitwiseCopyable, Sendable {
    /// Of the whole header, with all its fields.
    var length: Int
}

extension RadiotapHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, .ieee80211)
        // Radiotap is little-endian.
        length = Int(bytes.uint16(at: 2).byteSwapped)
        guard bytes[0] == 0, length >= 8 else { throw WireError(.malformed, .ieee80211) }
        try bytes.require(length, .ieee80211)
    }

    /// With no fields but what fills up `length`.
    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: 0)
        bytes.append(uint16: UInt16(truncatingIfNeeded: length).byteSwapped)
        bytes.append(contentsOf: repeatElement(0, count: length - 4))
    }
}
