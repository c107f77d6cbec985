/// ClientHello (RFC 6347 section 4.2.1; RFC 9147 section 5.3): the body of the whole handshake message.
public struct DTLSClientHello: Hashable, Sendable {
    /// Not the version that is negotiated where `extensions.supportedVersions` exists.
    public var version: DTLSVersion
    /// 32 bytes.
    public var random: [UInt8]
    public var sessionID: [UInt8]
    /// DTLS 1.2's, from a HelloVerifyRequest.
    public var cookie: [UInt8]
    public var cipherSuites: [DTLSCipherSuite]
    public var compressionMethods: [UInt8]
    public var extensions: DTLSHelloExtensions

    public init(
        version: DTLSVersion = .dtls12, random: [UInt8], sessionID: [UInt8] = [], cookie: [UInt8] = [],
        cipherSuites: [DTLSCipherSuite], extensions: [DTLSExtension] = []
    ) {
        self.version = version
        self.random = random
        self.sessionID = sessionID
        self.cookie = cookie
        self.cipherSuites = cipherSuites
        compressionMethods = [0]
        self.extensions = DTLSHelloExtensions(extensions)
    }

    public init(parsing body: Span<UInt8>) throws(WireError) {
        var cursor = DTLSBodyCursor(0..<body.count)
        version = DTLSVersion(rawValue: try cursor.uint16(body))
        random = body.extracting(try cursor.take(32)).copied()
        sessionID = body.extracting(try cursor.vector8(body)).copied()
        cookie = body.extracting(try cursor.vector8(body)).copied()
        cipherSuites = body.uint16s(in: try cursor.vector16(body)).map { DTLSCipherSuite(rawValue: $0) }
        compressionMethods = body.extracting(try cursor.vector8(body)).copied()
        extensions = DTLSHelloExtensions(try DTLSExtension.list(body, &cursor))
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: version.rawValue)
        bytes.append(contentsOf: random)
        bytes.append(vector8: sessionID)
        bytes.append(vector8: cookie)
        bytes.append(vector16: .words(cipherSuites.map(\.rawValue)))
        bytes.append(vector8: compressionMethods)
        DTLSExtension.serialize(extensions.all, into: &bytes)
    }
}
