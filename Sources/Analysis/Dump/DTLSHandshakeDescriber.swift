import Report
import Wire

enum DTLSHandshakeDescriber {
    struct Message {
        var summary: String
        var fields: DecodedFields
        var error: WireError?
        /// What a hello offers at most, or chose.
        var version: DTLSVersion?
    }

    /// - Parameter body: what was captured of the fragment.
    static func describe(_ header: DTLSHandshakeFragment, body: Span<UInt8>) -> Message {
        let name = header.type.name ?? "\(header.type.rawValue)"
        var message = Message(
            summary: camelCase(name),
            fields: [
                "type": name, "length": header.messageLength, "message_sequence": Int(header.messageSequence),
                "fragment_offset": header.fragmentOffset, "fragment_length": header.fragmentLength,
            ])
        guard header.fragmentLength == header.messageLength else {
            let end = header.fragmentOffset + header.fragmentLength
            message.summary += " (bytes \(header.fragmentOffset) to \(end) of \(header.messageLength))"
            return message
        }
        guard body.count == header.messageLength else {
            message.error = WireError(
                .truncatedCapture, .dtls, offset: DTLSHandshakeFragment.byteCount, needed: header.messageLength,
                available: body.count)
            return message
        }
        do throws(WireError) {
            try addBody(header.type, body, to: &message)
        } catch {
            message.error = error
        }
        return message
    }

    private static func addBody(
        _ type: DTLSHandshakeType, _ body: Span<UInt8>, to message: inout Message
    ) throws(WireError) {
        switch type {
        case .clientHello:
            let hello = try DTLSClientHello(parsing: body)
            message.fields.add("body", fields(of: hello))
            message.summary += offer(hello.extensions)
            // A later version is a smaller number.
            message.version = hello.extensions.supportedVersions?.min { $0.rawValue < $1.rawValue } ?? hello.version
        case .serverHello:
            let hello = try DTLSServerHello(parsing: body)
            message.version = hello.negotiatedVersion
            if hello.isHelloRetryRequest { message.summary = "HelloRetryRequest" }
            message.fields.add("body", fields(of: hello))
            message.summary += " \(hello.cipherSuite.text)" + offer(hello.extensions)
        case .helloVerifyRequest:
            let request = try DTLSHelloVerifyRequest(parsing: body)
            message.fields.add(
                "body",
                ["version": request.version.text, "cookie": HexText.bytes(request.cookie.span)] as DecodedFields)
        case .certificate:
            let certificate = try DTLSCertificateMessage(parsing: body)
            message.fields.add("body", ["first_certificate_length": certificate.first?.count] as DecodedFields)
        case .serverKeyExchange:
            let exchange = try DTLSServerKeyExchange(parsing: body)
            message.fields.add("body", ["named_group": exchange.namedGroup.text] as DecodedFields)
        default: break
        }
    }

    private static func fields(of hello: DTLSClientHello) -> DecodedFields {
        var fields: DecodedFields = [
            "version": hello.version.text, "random": HexText.bytes(hello.random.span),
            "session_id": HexText.bytes(hello.sessionID.span), "cookie": HexText.bytes(hello.cookie.span),
            "cipher_suites": hello.cipherSuites.map(\.text),
            "compression_methods": hello.compressionMethods.map { Int($0) },
        ]
        let extensions = hello.extensions
        add(extensions, to: &fields)
        fields.add(ifPresent: "supported_versions", extensions.supportedVersions?.map(\.text))
        fields.add(ifPresent: "supported_groups", extensions.supportedGroups?.map(\.text))
        fields.add(ifPresent: "key_share_groups", extensions.keyShareGroups?.map(\.text))
        fields.add(
            ifPresent: "signature_algorithms",
            extensions.signatureAlgorithms?.map { $0.name ?? HexText.number($0.rawValue, digits: 4) })
        fields.add(ifPresent: "server_name", extensions.serverName)
        return fields
    }

    private static func fields(of hello: DTLSServerHello) -> DecodedFields {
        var fields: DecodedFields = [
            "version": hello.version.text, "negotiated_version": hello.negotiatedVersion.text,
            "random": HexText.bytes(hello.random.span), "session_id": HexText.bytes(hello.sessionID.span),
            "cipher_suite": hello.cipherSuite.text, "compression_method": Int(hello.compressionMethod),
        ]
        add(hello.extensions, to: &fields)
        fields.add(ifPresent: "selected_group", hello.extensions.selectedGroup?.text)
        return fields
    }

    private static func add(_ extensions: DTLSHelloExtensions, to fields: inout DecodedFields) {
        fields.add(
            "extensions",
            extensions.all.map { item -> DecodedFields in
                ["type": Int(item.type.rawValue), "data": HexText.bytes(item.data.span)]
            })
        if let useSRTP = extensions.useSRTP {
            fields.add("srtp_profiles", useSRTP.profiles.map(\.text))
            fields.add("srtp_mki", HexText.bytes(useSRTP.masterKeyIdentifier.span))
        }
        fields.add("extended_master_secret", extensions.hasExtendedMasterSecret)
        fields.add(ifPresent: "connection_id", extensions.connectionID.map { HexText.bytes($0.span) })
    }

    /// The SRTP profiles, which is what a call's hello is about.
    private static func offer(_ extensions: DTLSHelloExtensions) -> String {
        extensions.useSRTP.map { " " + $0.profiles.map(\.text).joined(separator: " ") } ?? ""
    }

    /// `client_hello` as the specification's structure is called: `ClientHello`.
    private static func camelCase(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension DTLSHandshakeFragment {
    var isHello: Bool { type == .clientHello || type == .serverHello }
}

extension DTLSCipherSuite {
    fileprivate var text: String { name ?? HexText.number(rawValue, digits: 4) }
}

extension DTLSNamedGroup {
    fileprivate var text: String { name ?? HexText.number(rawValue, digits: 4) }
}

extension SRTPProtectionProfile {
    fileprivate var text: String { registeredName ?? HexText.number(rawValue, digits: 4) }
}
