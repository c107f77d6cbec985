/// One extension of a hello, as it stood there (RFC 8446 section 4.2).
public struct DTLSExtension: Hashable, Sendable {
    public var type: DTLSExtensionType
    public var data: [UInt8]

    public init(_ type: DTLSExtensionType, _ data: [UInt8] = []) {
        self.type = type
        self.data = data
    }

    /// A list of them with its length before it; nothing at all is an empty list, as hellos before TLS 1.3 may end early.
    static func list(_ bytes: Span<UInt8>, _ cursor: inout DTLSBodyCursor) throws(WireError) -> [DTLSExtension] {
        guard !cursor.isAtEnd else { return [] }
        var inner = DTLSBodyCursor(try cursor.vector16(bytes))
        var extensions: [DTLSExtension] = []
        while !inner.isAtEnd {
            let type = DTLSExtensionType(rawValue: try inner.uint16(bytes))
            extensions.append(DTLSExtension(type, bytes.extracting(try inner.vector16(bytes)).copied()))
        }
        return extensions
    }

    static func serialize(_ extensions: [DTLSExtension], into bytes: inout [UInt8]) {
        guard !extensions.isEmpty else { return }
        var list: [UInt8] = []
        for item in extensions {
            list.append(uint16: item.type.rawValue)
            list.append(vector16: item.data)
        }
        bytes.append(vector16: list)
    }
}

/// The extension's type (IANA "TLS ExtensionType Values"): those that calls use.
@frozen
public struct DTLSExtensionType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var serverName: Self { Self(rawValue: 0) }
    @inlinable public static var supportedGroups: Self { Self(rawValue: 10) }
    @inlinable public static var ecPointFormats: Self { Self(rawValue: 11) }
    @inlinable public static var signatureAlgorithms: Self { Self(rawValue: 13) }
    @inlinable public static var useSRTP: Self { Self(rawValue: 14) }
    @inlinable public static var extendedMasterSecret: Self { Self(rawValue: 23) }
    @inlinable public static var supportedVersions: Self { Self(rawValue: 43) }
    @inlinable public static var cookie: Self { Self(rawValue: 44) }
    @inlinable public static var keyShare: Self { Self(rawValue: 51) }
    @inlinable public static var connectionID: Self { Self(rawValue: 54) }
}

/// use_srtp: offered profiles, or the chosen one, and the master key identifier (RFC 5764 section 4.1.1).
public struct DTLSUseSRTP: Hashable, Sendable {
    public var profiles: [SRTPProtectionProfile]
    public var masterKeyIdentifier: [UInt8]

    public init(_ profiles: [SRTPProtectionProfile], masterKeyIdentifier: [UInt8] = []) {
        self.profiles = profiles
        self.masterKeyIdentifier = masterKeyIdentifier
    }
}
