/// The extensions of a hello, read as what they say. An absent or damaged one is nil.
public struct DTLSHelloExtensions: Hashable, Sendable {
    /// All of them, in their order on the wire.
    public var all: [DTLSExtension]

    public init(_ all: [DTLSExtension] = []) { self.all = all }

    public func contains(_ type: DTLSExtensionType) -> Bool { all.contains { $0.type == type } }

    /// RFC 5764 section 4.1.1.
    public var useSRTP: DTLSUseSRTP? {
        read(.useSRTP) { bytes, cursor throws(WireError) in
            let profiles = bytes.uint16s(in: try cursor.vector16(bytes))
            let identifier = bytes.extracting(try cursor.vector8(bytes)).copied()
            return DTLSUseSRTP(
                profiles.map { SRTPProtectionProfile(rawValue: $0) }, masterKeyIdentifier: identifier)
        }
    }

    /// A ClientHello's list (RFC 8446 section 4.2.1).
    public var supportedVersions: [DTLSVersion]? {
        read(.supportedVersions) { bytes, cursor throws(WireError) in
            bytes.uint16s(in: try cursor.vector8(bytes)).map { DTLSVersion(rawValue: $0) }
        }
    }

    /// A ServerHello's choice (RFC 8446 section 4.2.1).
    public var selectedVersion: DTLSVersion? {
        read(.supportedVersions) { bytes, cursor throws(WireError) in
            DTLSVersion(rawValue: try cursor.uint16(bytes))
        }
    }

    public var supportedGroups: [DTLSNamedGroup]? {
        read(.supportedGroups) { bytes, cursor throws(WireError) in
            bytes.uint16s(in: try cursor.vector16(bytes)).map { DTLSNamedGroup(rawValue: $0) }
        }
    }

    /// The groups that a ClientHello sends keys for (RFC 8446 section 4.2.8).
    public var keyShareGroups: [DTLSNamedGroup]? {
        read(.keyShare) { bytes, cursor throws(WireError) in
            var inner = DTLSBodyCursor(try cursor.vector16(bytes))
            var groups: [DTLSNamedGroup] = []
            while !inner.isAtEnd {
                groups.append(DTLSNamedGroup(rawValue: try inner.uint16(bytes)))
                _ = try inner.vector16(bytes)
            }
            return groups
        }
    }

    /// The group of a ServerHello's key, or the one that a HelloRetryRequest asks for.
    public var selectedGroup: DTLSNamedGroup? {
        read(.keyShare) { bytes, cursor throws(WireError) in
            DTLSNamedGroup(rawValue: try cursor.uint16(bytes))
        }
    }

    public var signatureAlgorithms: [DTLSSignatureScheme]? {
        read(.signatureAlgorithms) { bytes, cursor throws(WireError) in
            bytes.uint16s(in: try cursor.vector16(bytes)).map { DTLSSignatureScheme(rawValue: $0) }
        }
    }

    public var ecPointFormats: [UInt8]? {
        read(.ecPointFormats) { bytes, cursor throws(WireError) in
            bytes.extracting(try cursor.vector8(bytes)).copied()
        }
    }

    /// The id that the peer shall put in its records; empty: it need not send one (RFC 9146 section 3).
    public var connectionID: [UInt8]? {
        read(.connectionID) { bytes, cursor throws(WireError) in
            bytes.extracting(try cursor.vector8(bytes)).copied()
        }
    }

    /// TLS 1.3's cookie, of a HelloRetryRequest and the ClientHello after it.
    public var cookie: [UInt8]? {
        read(.cookie) { bytes, cursor throws(WireError) in
            bytes.extracting(try cursor.vector16(bytes)).copied()
        }
    }

    /// The first host name of a ClientHello (RFC 6066 section 3).
    public var serverName: String? {
        let name: [UInt8]?? = read(.serverName) { bytes, cursor throws(WireError) in
            var inner = DTLSBodyCursor(try cursor.vector16(bytes))
            while !inner.isAtEnd {
                let isHostName = try inner.uint8(bytes) == 0
                let name = try inner.vector16(bytes)
                if isHostName { return bytes.extracting(name).copied() }
            }
            return nil
        }
        guard case .some(.some(let bytes)) = name else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    public var hasExtendedMasterSecret: Bool { contains(.extendedMasterSecret) }

    private func read<Value>(
        _ type: DTLSExtensionType, _ body: (Span<UInt8>, inout DTLSBodyCursor) throws(WireError) -> Value
    ) -> Value? {
        guard let data = all.first(where: { $0.type == type })?.data else { return nil }
        var cursor = DTLSBodyCursor(0..<data.count)
        return try? body(data.span, &cursor)
    }
}

// What builders of hellos write.
extension DTLSExtension {
    public static func useSRTP(_ useSRTP: DTLSUseSRTP) -> Self {
        var data: [UInt8] = []
        data.append(vector16: .words(useSRTP.profiles.map(\.rawValue)))
        data.append(vector8: useSRTP.masterKeyIdentifier)
        return Self(.useSRTP, data)
    }

    public static func supportedVersions(_ versions: [DTLSVersion]) -> Self {
        var data: [UInt8] = []
        data.append(vector8: .words(versions.map(\.rawValue)))
        return Self(.supportedVersions, data)
    }

    public static func selectedVersion(_ version: DTLSVersion) -> Self {
        Self(.supportedVersions, .words([version.rawValue]))
    }

    public static func supportedGroups(_ groups: [DTLSNamedGroup]) -> Self {
        var data: [UInt8] = []
        data.append(vector16: .words(groups.map(\.rawValue)))
        return Self(.supportedGroups, data)
    }

    public static func signatureAlgorithms(_ schemes: [DTLSSignatureScheme]) -> Self {
        var data: [UInt8] = []
        data.append(vector16: .words(schemes.map(\.rawValue)))
        return Self(.signatureAlgorithms, data)
    }

    public static func keyShares(_ shares: [(group: DTLSNamedGroup, key: [UInt8])]) -> Self {
        var list: [UInt8] = []
        for share in shares {
            list.append(uint16: share.group.rawValue)
            list.append(vector16: share.key)
        }
        var data: [UInt8] = []
        data.append(vector16: list)
        return Self(.keyShare, data)
    }

    public static func selectedKeyShare(_ group: DTLSNamedGroup, key: [UInt8]) -> Self {
        var data: [UInt8] = .words([group.rawValue])
        data.append(vector16: key)
        return Self(.keyShare, data)
    }

    public static func connectionID(_ id: [UInt8]) -> Self {
        var data: [UInt8] = []
        data.append(vector8: id)
        return Self(.connectionID, data)
    }

    public static func serverName(_ name: String) -> Self {
        var entry: [UInt8] = [0]
        entry.append(vector16: Array(name.utf8))
        var data: [UInt8] = []
        data.append(vector16: entry)
        return Self(.serverName, data)
    }
}
