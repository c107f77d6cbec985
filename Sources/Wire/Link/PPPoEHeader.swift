/// The header of PPP over Ethernet (RFC 2516 4).
struct PPPoEHeader: Hashable, BitwiseCopyable, Sendable {
    static let length = 6

    /// 0 in the session stage; anything else is discovery.
    var code: UInt8
    var session: UInt16
    var payloadLength: UInt16
}

extension PPPoEHeader {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(PPPoEHeader.length, .pppoe)
        guard bytes[0] == 0x11 else { throw WireError(.malformed, .pppoe) }
        code = bytes[1]
        session = bytes.uint16(at: 2)
        payloadLength = bytes.uint16(at: 4)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(0x11)
        bytes.append(code)
        bytes.append(uint16: session)
        bytes.append(uint16: payloadLength)
    }
}
