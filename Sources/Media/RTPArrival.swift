public import Wire

/// One RTP packet as a stream's trackers need it: header fields, lengths, when and in which frame it was seen.
@frozen
public struct RTPArrival: BitwiseCopyable, Sendable {
    public var time: Timestamp
    public var frame: UInt64
    public var timestamp: UInt32
    public var sequenceNumber: UInt16
    public var payloadType: PayloadType
    public var marker: Bool
    public var hasPadding: Bool
    public var marks = NetworkMarks()
    /// Fixed header, CSRC list and extension.
    public var headerLength: Int32
    /// The whole RTP packet on the wire.
    public var length: Int32
    /// Tells this packet's bytes from another's with the same sequence number.
    public var fingerprint: UInt32
    /// Where in the capture it was seen (`NetworkPacket.origin`).
    public var origin: UInt32
    /// What of the header extension may be an audio level.
    public var elements: RTPSingleByteElements

    /// - Parameters:
    ///   - bytes: the packet as far as it was captured.
    ///   - length: its length on the wire.
    @inlinable @inline(__always)
    public init(
        _ header: RTPHeader, in bytes: Span<UInt8>, length: Int, origin: UInt32, marks: NetworkMarks, time: Timestamp,
        frame: UInt64
    ) {
        // The last bytes captured: of SRTP the authentication tag, which no two packets share.
        self.init(
            header: header, length: length, fingerprint: bytes.uint32(at: bytes.count &- 4), origin: origin, time: time,
            frame: frame,
            elements: header.extensionProfile == nil
                ? RTPSingleByteElements() : RTPSingleByteElements(header, in: bytes))
        self.marks = marks
    }

    @inlinable @inline(__always)
    public init(
        header: RTPHeader, length: Int, fingerprint: UInt32, origin: UInt32, time: Timestamp, frame: UInt64,
        elements: RTPSingleByteElements = RTPSingleByteElements()
    ) {
        self.time = time
        self.frame = frame
        timestamp = header.timestamp
        sequenceNumber = header.sequenceNumber
        payloadType = header.payloadType
        marker = header.marker
        hasPadding = header.hasPadding
        headerLength = Int32(truncatingIfNeeded: header.length)
        self.length = Int32(truncatingIfNeeded: length)
        self.fingerprint = fingerprint
        self.origin = origin
        self.elements = elements
    }

    /// Bytes behind the headers: payload, padding and authentication tag.
    @inlinable var protectedLength: Int32 { length &- headerLength }
}
