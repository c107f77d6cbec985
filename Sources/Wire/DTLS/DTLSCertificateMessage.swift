/// Certificate as DTLS 1.2 and before send it in the clear (RFC 5246 section 7.4.2).
@frozen
public struct DTLSCertificateMessage: Hashable, Sendable {
    /// DER bytes of the sender's own certificate, as offsets into the body; nil if it sent none. SDP's fingerprint is a
    /// hash over exactly these.
    public var first: Range<Int>?

    public init(parsing body: Span<UInt8>) throws(WireError) {
        var cursor = DTLSBodyCursor(0..<body.count)
        var list = DTLSBodyCursor(try cursor.vector24(body))
        guard !list.isAtEnd else { return }
        first = try list.vector24(body)
    }

    public static func serialize(_ certificates: [[UInt8]], into bytes: inout [UInt8]) {
        var list: [UInt8] = []
        for certificate in certificates {
            list.append(uint24: UInt32(truncatingIfNeeded: certificate.count))
            list.append(contentsOf: certificate)
        }
        bytes.append(uint24: UInt32(truncatingIfNeeded: list.count))
        bytes.append(contentsOf: list)
    }
}
