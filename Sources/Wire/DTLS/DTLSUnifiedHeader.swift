/// The header of a DTLS 1.3 ciphertext record (RFC 9147 section 4): first byte 001CSLEE.
@frozen
public struct DTLSUnifiedHeader: Hashable, BitwiseCopyable, Sendable {
    /// The two low bits of the epoch: 2 handshake, 3 application data (and every fourth after it).
    public var epochBits: UInt8
    /// The low 8 or 16 bits of the record's number, ENCRYPTED: good for telling records apart, not for counting.
    public var encryptedSequence: UInt16
    public var hasLongSequence: Bool
    public var hasConnectionID: Bool
    public var connectionIDByteCount: Int
    /// Bytes of ciphertext; nil if the record goes on to the datagram's end.
    public var length: Int?

    @inlinable
    public init(
        epochBits: UInt8, encryptedSequence: UInt16, hasLongSequence: Bool = true, connectionIDByteCount: Int? = nil,
        length: Int?
    ) {
        self.epochBits = epochBits & 3
        self.encryptedSequence = encryptedSequence
        self.hasLongSequence = hasLongSequence
        hasConnectionID = connectionIDByteCount != nil
        self.connectionIDByteCount = connectionIDByteCount ?? 0
        self.length = length
    }

    @inlinable public var headerByteCount: Int {
        1 + connectionIDByteCount + (hasLongSequence ? 2 : 1) + (length == nil ? 0 : 2)
    }

    /// `connectionIDByteCount` is what the peers agreed on; it counts only if the C bit is set.
    @inlinable
    public init(parsing bytes: Span<UInt8>, connectionIDByteCount: Int = 0) throws(WireError) {
        guard !bytes.isEmpty, bytes[0] >> 5 == 1 else { throw WireError(.malformed, .dtls) }
        let first = bytes[0]
        hasConnectionID = first & 0x10 != 0
        hasLongSequence = first & 0x08 != 0
        epochBits = first & 3
        self.connectionIDByteCount = hasConnectionID ? connectionIDByteCount : 0
        let sequenceStart = 1 + self.connectionIDByteCount
        let lengthStart = sequenceStart + (hasLongSequence ? 2 : 1)
        let needed = lengthStart + (first & 0x04 != 0 ? 2 : 0)
        guard bytes.count >= needed else {
            throw WireError(.malformed, .dtls, needed: needed, available: bytes.count)
        }
        encryptedSequence =
            hasLongSequence ? bytes.uint16(at: sequenceStart) : UInt16(bytes[sequenceStart])
        length = first & 0x04 != 0 ? Int(bytes.uint16(at: lengthStart)) : nil
    }

    /// The connection id must have `connectionIDByteCount` bytes.
    public func serialize(connectionID: [UInt8] = [], into bytes: inout [UInt8]) {
        bytes.append(
            0x20 | (hasConnectionID ? 0x10 : 0) | (hasLongSequence ? 0x08 : 0) | (length != nil ? 0x04 : 0) | epochBits)
        bytes.append(contentsOf: connectionID)
        if hasLongSequence {
            bytes.append(uint16: encryptedSequence)
        } else {
            bytes.append(UInt8(truncatingIfNeeded: encryptedSequence))
        }
        if let length { bytes.append(uint16: UInt16(truncatingIfNeeded: length)) }
    }
}
