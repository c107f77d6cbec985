/// ServerHello (RFC 5246 section 7.4.1.3; RFC 8446 section 4.1.3): the body of the whole handshake message.
public struct DTLSServerHello: Hashable, Sendable {
    /// Not the negotiated one where `extensions.selectedVersion` exists.
    public var version: DTLSVersion
    /// 32 bytes.
    public var random: [UInt8]
    public var sessionID: [UInt8]
    public var cipherSuite: DTLSCipherSuite
    public var compressionMethod: UInt8
    public var extensions: DTLSHelloExtensions

    public init(
        version: DTLSVersion = .dtls12, random: [UInt8], sessionID: [UInt8] = [], cipherSuite: DTLSCipherSuite,
        extensions: [DTLSExtension] = []
    ) {
        self.version = version
        self.random = random
        self.sessionID = sessionID
        self.cipherSuite = cipherSuite
        compressionMethod = 0
        self.extensions = DTLSHelloExtensions(extensions)
    }

    /// The version that is spoken from here on.
    public var negotiatedVersion: DTLSVersion { extensions.selectedVersion ?? version }

    /// A ServerHello with this random asks for another ClientHello (RFC 8446 section 4.1.3).
    public static let helloRetryRequestRandom: [UInt8] = [
        0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
        0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
    ]

    public var isHelloRetryRequest: Bool { random == Self.helloRetryRequestRandom }

    public init(parsing body: Span<UInt8>) throws(WireError) {
        var cursor = DTLSBodyCursor(0..<body.count)
        version = DTLSVersion(rawValue: try cursor.uint16(body))
        random = body.extracting(try cursor.take(32)).copied()
        sessionID = body.extracting(try cursor.vector8(body)).copied()
        cipherSuite = DTLSCipherSuite(rawValue: try cursor.uint16(body))
        compressionMethod = try cursor.uint8(body)
        extensions = DTLSHelloExtensions(try DTLSExtension.list(body, &cursor))
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: version.rawValue)
        bytes.append(contentsOf: random)
        bytes.append(vector8: sessionID)
        bytes.append(uint16: cipherSuite.rawValue)
        bytes.append(compressionMethod)
        DTLSExtension.serialize(extensions.all, into: &bytes)
    }
}
