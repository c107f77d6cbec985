/// RTP fixed header, with the lengths of what follows it (RFC 3550 5.1, 5.3.1).
@frozen
public struct RTPHeader: Equatable, BitwiseCopyable, Sendable {
    public var hasPadding: Bool
    public var marker: Bool
    public var payloadType: PayloadType
    public var sequenceNumber: UInt16
    public var timestamp: UInt32
    public var ssrc: SSRC
    /// Fixed header, CSRC list and header extension: where the payload begins.
    public var length: Int
    public var csrcCount: UInt8
    /// The 16 bits "defined by profile" of the header extension; nil without one.
    public var extensionProfile: UInt16?

    /// The smallest RTP packet: a fixed header.
    public static var fixedLength: Int { 12 }

    /// Reads the header at the start of a datagram's captured bytes; nil if it is not one, or is cut off.
    ///
    /// - Parameter datagramLength: the datagram's length on the wire, which bounds CSRC list and extension.
    @inlinable @inline(__always)
    public init?(parsing bytes: Span<UInt8>, datagramLength: Int) {
        guard bytes.count >= 12, bytes[0] >> 6 == 2 else { return nil }
        hasPadding = bytes[0] & 0x20 != 0
        csrcCount = bytes[0] & 0x0f
        marker = bytes[1] & 0x80 != 0
        payloadType = PayloadType(rawValue: bytes[1] & 0x7f)
        sequenceNumber = bytes.uint16(at: 2)
        timestamp = bytes.uint32(at: 4)
        ssrc = SSRC(rawValue: bytes.uint32(at: 8))
        var length = 12 + 4 * Int(csrcCount)
        extensionProfile = nil
        if bytes[0] & 0x10 != 0 {
            guard bytes.count >= length + 4 else { return nil }
            extensionProfile = bytes.uint16(at: length)
            length += 4 + 4 * Int(bytes.uint16(at: length + 2))
        }
        guard length <= datagramLength else { return nil }
        self.length = length
    }

    public init(
        marker: Bool = false, payloadType: PayloadType, sequenceNumber: UInt16, timestamp: UInt32, ssrc: SSRC
    ) {
        hasPadding = false
        self.marker = marker
        self.payloadType = payloadType
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.ssrc = ssrc
        length = 12
        csrcCount = 0
        extensionProfile = nil
    }

    /// Writes the header, with these instead of what the counts in it say.
    ///
    /// - Parameters:
    ///   - csrcs: 15 at most; more are left out.
    ///   - extensionBody: whole 32-bit words, 65535 at most; written if there is an `extensionProfile`.
    public func serialize(csrcs: [SSRC] = [], extensionBody: [UInt8] = [], into bytes: inout [UInt8]) {
        let csrcs = csrcs.prefix(15)
        bytes.append(
            0x80 | (hasPadding ? 0x20 : 0) | (extensionProfile != nil ? 0x10 : 0) | UInt8(csrcs.count))
        bytes.append((marker ? 0x80 : 0) | payloadType.rawValue & 0x7f)
        bytes.append(uint16: sequenceNumber)
        bytes.append(uint32: timestamp)
        bytes.append(uint32: ssrc.rawValue)
        for csrc in csrcs { bytes.append(uint32: csrc.rawValue) }
        if let extensionProfile {
            let words = min(extensionBody.count / 4, 0xffff)
            bytes.append(uint16: extensionProfile)
            bytes.append(uint16: UInt16(words))
            bytes += extensionBody.prefix(4 * words)
        }
    }
}

extension RTPHeader {
    /// Where the header extension's body lies in the packet; empty without an extension.
    @inlinable public var extensionRange: Range<Int> {
        let begin = Self.fixedLength + 4 * Int(csrcCount) + 4
        guard extensionProfile != nil, begin <= length else { return length..<length }
        return begin..<length
    }
}
