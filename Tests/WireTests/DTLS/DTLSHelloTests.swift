import Testing
import Wire

@Suite struct DTLSHelloTests {
    static let random = [UInt8](0..<32)

    static let clientHello = DTLSClientHello(
        random: random, sessionID: [1, 2], cookie: [3, 4, 5],
        cipherSuites: [DTLSCipherSuite(rawValue: 0x1301), DTLSCipherSuite(rawValue: 0xc02b)],
        extensions: [
            .supportedVersions([.dtls13, .dtls12]),
            .supportedGroups([.x25519MLKEM768, .x25519]),
            .keyShares([
                (.x25519MLKEM768, [UInt8](repeating: 7, count: 1216)), (.x25519, [UInt8](repeating: 8, count: 32)),
            ]),
            .useSRTP(DTLSUseSRTP([.aes128CMSHA1Tag80, .aeadAES256GCM], masterKeyIdentifier: [9])),
            .connectionID([0xaa]),
            .serverName("call.example"),
            .signatureAlgorithms([DTLSSignatureScheme(rawValue: 0x0403)]),
            DTLSExtension(.ecPointFormats, [1, 0]),
            DTLSExtension(.extendedMasterSecret),
            DTLSExtension(DTLSExtensionType(rawValue: 0x7a7a), [1, 2, 3]),
        ])

    static func bytes(_ hello: DTLSClientHello) -> [UInt8] {
        var bytes: [UInt8] = []
        hello.serialize(into: &bytes)
        return bytes
    }

    private func touch(_ extensions: DTLSHelloExtensions) {
        _ = extensions.useSRTP
        _ = extensions.supportedVersions
        _ = extensions.selectedVersion
        _ = extensions.supportedGroups
        _ = extensions.keyShareGroups
        _ = extensions.selectedGroup
        _ = extensions.signatureAlgorithms
        _ = extensions.ecPointFormats
        _ = extensions.connectionID
        _ = extensions.cookie
        _ = extensions.serverName
    }

    @Test func clientHello() throws {
        let parsed = try DTLSClientHello(parsing: Self.bytes(Self.clientHello).span)
        #expect(parsed == Self.clientHello)
        let extensions = parsed.extensions
        #expect(extensions.supportedVersions == [.dtls13, .dtls12])
        #expect(extensions.supportedGroups == [.x25519MLKEM768, .x25519])
        #expect(extensions.keyShareGroups == [.x25519MLKEM768, .x25519])
        #expect(
            extensions.useSRTP == DTLSUseSRTP([.aes128CMSHA1Tag80, .aeadAES256GCM], masterKeyIdentifier: [9]))
        #expect(extensions.connectionID == [0xaa])
        #expect(extensions.serverName == "call.example")
        #expect(extensions.signatureAlgorithms?.map(\.name) == ["ecdsa_secp256r1_sha256"])
        #expect(extensions.ecPointFormats == [0])
        #expect(extensions.hasExtendedMasterSecret)
        #expect(extensions.all.last?.data == [1, 2, 3])
    }

    @Test("a hello without extensions ends after its compression methods")
    func withoutExtensions() throws {
        let hello = DTLSClientHello(version: .dtls10, random: Self.random, cipherSuites: [])
        let parsed = try DTLSClientHello(parsing: Self.bytes(hello).span)
        #expect(parsed == hello)
        #expect(parsed.extensions.useSRTP == nil)
        #expect(!parsed.extensions.hasExtendedMasterSecret)
    }

    @Test("the negotiated version is supported_versions', not the hello's own")
    func serverHello() throws {
        let hello = DTLSServerHello(
            random: Self.random, cipherSuite: DTLSCipherSuite(rawValue: 0x1301),
            extensions: [.selectedVersion(.dtls13), .selectedKeyShare(.x25519, key: [1, 2])])
        var bytes: [UInt8] = []
        hello.serialize(into: &bytes)
        let parsed = try DTLSServerHello(parsing: bytes.span)
        #expect(parsed == hello)
        #expect(parsed.version == .dtls12)
        #expect(parsed.negotiatedVersion == .dtls13)
        #expect(parsed.extensions.selectedGroup == .x25519)
        #expect(!parsed.isHelloRetryRequest)
        #expect(
            DTLSServerHello(random: Self.random, cipherSuite: hello.cipherSuite).negotiatedVersion == .dtls12)
    }

    @Test("RFC 8446 section 4.1.3: the random of a HelloRetryRequest; its group and cookie")
    func helloRetryRequest() throws {
        let hello = DTLSServerHello(
            random: DTLSServerHello.helloRetryRequestRandom, cipherSuite: DTLSCipherSuite(rawValue: 0x1301),
            extensions: [
                .selectedVersion(.dtls13), DTLSExtension(.keyShare, [0, 23]), DTLSExtension(.cookie, [0, 2, 5, 6]),
            ])
        var bytes: [UInt8] = []
        hello.serialize(into: &bytes)
        let parsed = try DTLSServerHello(parsing: bytes.span)
        #expect(parsed.isHelloRetryRequest)
        #expect(parsed.extensions.selectedGroup == .secp256r1)
        #expect(parsed.extensions.cookie == [5, 6])
    }

    @Test func helloVerifyRequest() throws {
        let request = DTLSHelloVerifyRequest(cookie: [1, 2, 3])
        var bytes: [UInt8] = []
        request.serialize(into: &bytes)
        #expect(bytes == [0xfe, 0xff, 3, 1, 2, 3])
        #expect(try DTLSHelloVerifyRequest(parsing: bytes.span) == request)
    }

    @Test("the first of several certificates is the sender's own; none is none")
    func certificate() throws {
        var bytes: [UInt8] = []
        DTLSCertificateMessage.serialize([[1, 2, 3], [4, 5]], into: &bytes)
        #expect(try DTLSCertificateMessage(parsing: bytes.span).first.map { Array(bytes[$0]) } == [1, 2, 3])
        bytes = []
        DTLSCertificateMessage.serialize([], into: &bytes)
        #expect(try DTLSCertificateMessage(parsing: bytes.span).first == nil)
        #expect(throws: WireError.self) { try DTLSCertificateMessage(parsing: ([0, 0, 9, 0] as [UInt8]).span) }
    }

    @Test func serverKeyExchange() throws {
        var bytes: [UInt8] = []
        DTLSServerKeyExchange(namedGroup: .x25519).serialize(into: &bytes)
        #expect(bytes == [3, 0, 29])
        #expect(try DTLSServerKeyExchange(parsing: bytes.span).namedGroup == .x25519)
        bytes[0] = 1
        #expect(throws: WireError(.unsupported, .dtls)) { try DTLSServerKeyExchange(parsing: bytes.span) }
    }

    @Test func alert() throws {
        var bytes: [UInt8] = []
        DTLSAlert(level: .fatal, description: .handshakeFailure).serialize(into: &bytes)
        #expect(bytes == [2, 40])
        #expect(try DTLSAlert(parsing: bytes.span).description.name == "handshake_failure")
    }

    @Test("every prefix of a hello is an error, but where it may end: before its extensions")
    func prefixes() {
        let bytes = Self.bytes(Self.clientHello)
        let beforeExtensions = 2 + 32 + 3 + 4 + 2 + 4 + 2
        for length in 0..<bytes.count where length != beforeExtensions {
            #expect(throws: WireError.self) { try DTLSClientHello(parsing: bytes.span.extracting(0..<length)) }
        }
    }

    @Test("no change of a byte of the hellos reads beyond them")
    func changedBytes() {
        var small = Self.clientHello
        small.extensions.all.removeAll { $0.type == .keyShare }
        small.extensions.all.append(.keyShares([(.x25519, [1, 2, 3])]))
        let client = Self.bytes(small)
        var server: [UInt8] = []
        DTLSServerHello(
            random: Self.random, cipherSuite: DTLSCipherSuite(rawValue: 0x1301),
            extensions: [.selectedVersion(.dtls13), .selectedKeyShare(.x25519, key: [1, 2])]
        ).serialize(into: &server)
        for value: UInt8 in [0, 1, 2, 0x7f, 0xff] {
            for index in client.indices {
                var bytes = client
                bytes[index] = value
                if let hello = try? DTLSClientHello(parsing: bytes.span) {
                    touch(hello.extensions)
                    #expect(hello.random.count == 32)
                }
            }
            for index in server.indices {
                var bytes = server
                bytes[index] = value
                if let hello = try? DTLSServerHello(parsing: bytes.span) {
                    touch(hello.extensions)
                    #expect(hello.random.count == 32)
                }
            }
        }
    }
}
