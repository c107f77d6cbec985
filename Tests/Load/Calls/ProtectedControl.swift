import Wire

/// SRTCP of a stream's sender.
enum ProtectedControl {
    /// A sender report: header and SSRC in the clear, the rest encrypted, with the index before HMAC-SHA1's tag (RFC 3711
    /// 3.4) or at the end (RFC 7714 9.2).
    static func senderReport(ssrc: UInt32, index: UInt32, isAEAD: Bool, _ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        RTCPHeader(count: 0, type: .senderReport, length: 6).serialize(into: &bytes)
        bytes.append(uint32: ssrc)
        // Of the sender report 20 bytes, of an SDES with CNAME 28.
        bytes += random.bytes(isAEAD ? 48 + 16 : 48)
        bytes.append(uint32: 1 << 31 | index)
        if !isAEAD { bytes += random.bytes(10) }
        return bytes
    }
}
