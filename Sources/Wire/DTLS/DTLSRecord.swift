/// One record of a datagram, as offsets into it.
@frozen
public struct DTLSRecord: Hashable, Sendable {
    @frozen
    public enum Header: Hashable, Sendable {
        case plaintext(DTLSRecordHeader)
        case unified(DTLSUnifiedHeader)
    }

    public var header: Header
    /// Header and fragment, as the wire had them.
    public var range: Range<Int>
    /// The fragment's bytes that the capture kept.
    public var fragment: Range<Int>
    /// The fragment goes on beyond what the capture kept.
    public var isTruncated: Bool

    @inlinable
    init(header: Header, range: Range<Int>, fragment: Range<Int>, isTruncated: Bool) {
        self.header = header
        self.range = range
        self.fragment = fragment
        self.isTruncated = isTruncated
    }
}

/// Walks the records of a datagram (RFC 6347 section 4.1.1: several may share one, none spans two).
@frozen
public struct DTLSRecordCursor: Sendable {
    @usableFromInline var offset = 0
    @usableFromInline let originalLength: Int
    @usableFromInline let connectionIDByteCount: Int?

    /// `connectionIDByteCount` is what the peers agreed on. The wire does not say it: where it is nil, a record with a
    /// connection id is taken to be the datagram's last, and the id's length is the one that makes it end there.
    @inlinable
    public init(originalLength: Int, connectionIDByteCount: Int? = nil) {
        self.originalLength = originalLength
        self.connectionIDByteCount = connectionIDByteCount
    }

    /// The next record, nil at the end. Throws `truncatedCapture` if its header was not captured, `malformed` if it is
    /// none or goes beyond the datagram; nothing can be read after that.
    @inlinable
    public mutating func next(in bytes: Span<UInt8>) throws(WireError) -> DTLSRecord? {
        let start = offset
        let whole = max(originalLength, bytes.count)
        guard start < whole else { return nil }
        guard start < bytes.count else { throw WireError(.truncatedCapture, .dtls, offset: start) }
        let rest = bytes.extracting(start..<bytes.count)
        let header: DTLSRecord.Header
        let headerByteCount: Int
        let length: Int
        do throws(WireError) {
            if rest[0] >> 5 == 1 {
                let unified = try DTLSUnifiedHeader(
                    parsing: rest, connectionIDByteCount: idByteCount(in: rest, remaining: whole - start))
                header = .unified(unified)
                headerByteCount = unified.headerByteCount
                length = unified.length ?? (whole - start - headerByteCount)
            } else {
                let plaintext = try DTLSRecordHeader(
                    parsing: rest, connectionIDByteCount: idByteCount(in: rest, remaining: whole - start))
                header = .plaintext(plaintext)
                headerByteCount = plaintext.headerByteCount
                length = plaintext.length
            }
        } catch {
            var error = error
            error.offset &+= UInt32(clamping: start)
            if start + Int(error.needed) > bytes.count, start + Int(error.needed) <= whole {
                error.reason = .truncatedCapture
            }
            throw error
        }
        let end = start + headerByteCount + length
        guard end <= whole else {
            throw WireError(
                .malformed, .dtls, offset: start, needed: headerByteCount + length, available: whole - start)
        }
        offset = end
        let fragmentStart = start + headerByteCount
        return DTLSRecord(
            header: header, range: start..<end,
            fragment: fragmentStart..<min(max(fragmentStart, bytes.count), end), isTruncated: end > bytes.count)
    }

    /// Bytes of the connection id in the record at the beginning of `rest`.
    @usableFromInline
    func idByteCount(in rest: Span<UInt8>, remaining: Int) -> Int {
        let lengthOffset: Int
        if rest[0] == DTLSContentType.tls12CID.rawValue {
            lengthOffset = DTLSRecordHeader.byteCount - 2
        } else if rest[0] >> 5 == 1, rest[0] & 0x10 != 0 {
            lengthOffset = rest[0] & 0x08 != 0 ? 3 : 2
        } else {
            return 0
        }
        if let connectionIDByteCount { return connectionIDByteCount }
        if rest[0] >> 5 == 1, rest[0] & 0x04 == 0 { return 0 }
        for candidate in 0...255 where lengthOffset + candidate + 2 <= rest.count {
            let header = lengthOffset + candidate + 2
            if header + Int(rest.uint16(at: lengthOffset + candidate)) == remaining { return candidate }
        }
        return 0
    }

    /// Whether the datagram is nothing but DTLS records that end exactly with it: evidence for demultiplexing
    /// (RFC 7983 gives DTLS the first bytes 20 to 63). False where no length of a record can speak for it: a unified
    /// header without one, or behind a connection id, fits any bytes.
    @inlinable
    public static func isDTLS(_ bytes: Span<UInt8>, originalLength: Int) -> Bool {
        var cursor = DTLSRecordCursor(originalLength: originalLength)
        var isProven = false
        do throws(WireError) {
            while let record = try cursor.next(in: bytes) {
                switch record.header {
                case .plaintext: isProven = true
                case .unified(let header): isProven = isProven || header.length != nil && !header.hasConnectionID
                }
            }
        } catch {
            return isProven && error.reason == .truncatedCapture
        }
        return isProven
    }
}

// What builders of datagrams write.
extension DTLSRecord {
    public static func serialize(
        _ contentType: DTLSContentType, version: DTLSVersion = .dtls12, epoch: UInt16 = 0, sequence: UInt64,
        connectionID: [UInt8] = [], fragment: [UInt8], into bytes: inout [UInt8]
    ) {
        DTLSRecordHeader(
            contentType: contentType, version: version, epoch: epoch, sequence: sequence,
            connectionIDByteCount: connectionID.count, length: fragment.count
        ).serialize(connectionID: connectionID, into: &bytes)
        bytes.append(contentsOf: fragment)
    }

    /// A handshake message in one fragment, or the part `range` of it.
    public static func serialize(
        _ type: DTLSHandshakeType, messageSequence: UInt16, body: [UInt8], range: Range<Int>? = nil,
        version: DTLSVersion = .dtls12, sequence: UInt64, into bytes: inout [UInt8]
    ) {
        let part = body[(range ?? 0..<body.count).clamped(to: 0..<body.count)]
        var fragment: [UInt8] = []
        DTLSHandshakeFragment(
            type: type, messageLength: body.count, messageSequence: messageSequence,
            fragmentOffset: part.startIndex, fragmentLength: part.count
        ).serialize(into: &fragment)
        fragment.append(contentsOf: part)
        serialize(.handshake, version: version, sequence: sequence, fragment: fragment, into: &bytes)
    }
}
