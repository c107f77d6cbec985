/// HelloVerifyRequest: the server wants its cookie back before it does any work (RFC 6347 section 4.2.1).
public struct DTLSHelloVerifyRequest: Hashable, Sendable {
    public var version: DTLSVersion
    public var cookie: [UInt8]

    public init(version: DTLSVersion = .dtls10, cookie: [UInt8]) {
        self.version = version
        self.cookie = cookie
    }

    public init(parsing body: Span<UInt8>) throws(WireError) {
        var cursor = DTLSBodyCursor(0..<body.count)
        version = DTLSVersion(rawValue: try cursor.uint16(body))
        cookie = body.extracting(try cursor.vector8(body)).copied()
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: version.rawValue)
        bytes.append(vector8: cookie)
    }
}
