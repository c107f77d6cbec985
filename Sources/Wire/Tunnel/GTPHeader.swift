/// The header of a GTP-U packet that carries user data, a G-PDU (3GPP TS 29.281 5.1, 5.2).
struct GTPHeader: Hashable, BitwiseCopyable, Sendable {
    var tunnelEndpoint: UInt32
    /// Everything behind the first 8 bytes.
    var payloadLength: UInt16
    /// 8 bytes, and the optional fields and extension headers.
    var length: Int
}

extension GTPHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, .gtp)
        let flags = bytes[0]
        // Version 1, protocol type GTP, the spare bit; message type G-PDU.
        guard flags & 0xf8 == 0x30, bytes[1] == 0xff else { throw WireError(.unsupported, .gtp) }
        payloadLength = bytes.uint16(at: 2)
        tunnelEndpoint = bytes.uint32(at: 4)
        length = 8
        // Sequence number, N-PDU number and next extension type stand there all if any is said to.
        guard flags & 0x07 != 0 else { return }
        try bytes.require(12, .gtp)
        length = 12
        var nextType = flags & 0x04 != 0 ? bytes[11] : 0
        while nextType != 0 {
            try bytes.require(length + 4, .gtp)
            let extensionLength = Int(bytes[length]) * 4
            guard extensionLength > 0 else { throw WireError(.malformed, .gtp, offset: length) }
            try bytes.require(length + extensionLength, .gtp)
            length += extensionLength
            nextType = bytes[length - 1]
        }
    }

    /// Whatever goes beyond 8 bytes is written as optional fields, and one extension header of zeros.
    func serialize(into bytes: inout [UInt8]) {
        let extensionLength = max(0, length - 12)
        bytes.append(extensionLength > 0 ? 0x34 : length > 8 ? 0x32 : 0x30)
        bytes.append(0xff)
        bytes.append(uint16: payloadLength)
        bytes.append(uint32: tunnelEndpoint)
        guard length > 8 else { return }
        bytes.append(uint24: 0)
        bytes.append(extensionLength > 0 ? 0x85 : 0)
        guard extensionLength > 0 else { return }
        bytes.append(UInt8(truncatingIfNeeded: extensionLength / 4))
        bytes.append(contentsOf: repeatElement(0, count: extensionLength - 1))
    }
}
