/// The header of a DTLSPlaintext or DTLSCiphertext record (RFC 6347 section 4.1; RFC 9147 section 4), and of a
/// tls12_cid record (RFC 9146 section 4), which has a connection id before its length.
@frozen
public struct DTLSRecordHeader: Hashable, BitwiseCopyable, Sendable {
    /// Bytes without a connection id.
    public static let byteCount = 13

    public var contentType: DTLSContentType
    public var version: DTLSVersion
    public var epoch: UInt16
    /// 48 bits.
    public var sequence: UInt64
    /// Bytes of the connection id; 0 but in tls12_cid records.
    public var connectionIDByteCount: Int
    /// Bytes of the fragment that follows.
    public var length: Int

    @inlinable
    public init(
        contentType: DTLSContentType, version: DTLSVersion, epoch: UInt16, sequence: UInt64,
        connectionIDByteCount: Int = 0, length: Int
    ) {
        self.contentType = contentType
        self.version = version
        self.epoch = epoch
        self.sequence = sequence
        self.connectionIDByteCount = connectionIDByteCount
        self.length = length
    }

    @inlinable public var headerByteCount: Int { Self.byteCount + connectionIDByteCount }

    /// `connectionIDByteCount` is what the peers agreed on; it counts only for tls12_cid records.
    @inlinable
    public init(parsing bytes: Span<UInt8>, connectionIDByteCount: Int = 0) throws(WireError) {
        let hasID = !bytes.isEmpty && bytes[0] == DTLSContentType.tls12CID.rawValue
        let idByteCount = hasID ? connectionIDByteCount : 0
        guard bytes.count >= Self.byteCount + idByteCount else {
            throw WireError(.malformed, .dtls, needed: Self.byteCount + idByteCount, available: bytes.count)
        }
        contentType = DTLSContentType(rawValue: bytes[0])
        version = DTLSVersion(rawValue: bytes.uint16(at: 1))
        guard version.rawValue >> 8 == 0xfe || version == .beforeDTLS10 else {
            throw WireError(.malformed, .dtls, offset: 1)
        }
        guard 20...27 ~= contentType.rawValue else { throw WireError(.malformed, .dtls) }
        epoch = bytes.uint16(at: 3)
        sequence = bytes.uint48(at: 5)
        self.connectionIDByteCount = idByteCount
        length = Int(bytes.uint16(at: 11 + idByteCount))
    }

    /// The connection id must have `connectionIDByteCount` bytes.
    public func serialize(connectionID: [UInt8] = [], into bytes: inout [UInt8]) {
        bytes.append(contentType.rawValue)
        bytes.append(uint16: version.rawValue)
        bytes.append(uint16: epoch)
        bytes.append(uint16: UInt16(truncatingIfNeeded: sequence >> 32))
        bytes.append(uint32: UInt32(truncatingIfNeeded: sequence))
        bytes.append(contentsOf: connectionID)
        bytes.append(uint16: UInt16(truncatingIfNeeded: length))
    }
}
