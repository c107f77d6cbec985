/// XR: report blocks of further kinds (RFC 3611 section 2).
@frozen
public struct RTCPExtendedReport: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        _ = try RTCPHeader(parsing: packet, expecting: .extendedReport)
        guard packet.count >= 8 else { throw WireError(.malformed, .rtcp, needed: 8, available: packet.count) }
        ssrc = packet.uint32(at: 4)
    }

    /// `packet` is what this was parsed from. Blocks before a damaged one have been given when this throws.
    public func forEachBlock(
        in packet: Span<UInt8>, _ body: (RTCPExtendedReportBlock) -> Void
    ) throws(WireError) {
        var offset = 8
        while offset < packet.count {
            let available = packet.count - offset
            guard available >= 4 else {
                throw WireError(.malformed, .rtcp, offset: offset, needed: 4, available: available)
            }
            let byteCount = (Int(packet.uint16(at: offset + 2)) + 1) * 4
            guard available >= byteCount else {
                throw WireError(.malformed, .rtcp, offset: offset, needed: byteCount, available: available)
            }
            body(
                RTCPExtendedReportBlock(
                    type: RTCPExtendedReportType(rawValue: packet[offset]), typeSpecific: packet[offset + 1],
                    contents: offset + 4..<offset + byteCount))
            offset += byteCount
        }
    }

    /// Each block's contents must be whole words.
    public static func serialize(
        ssrc: UInt32, blocks: [(type: RTCPExtendedReportType, typeSpecific: UInt8, contents: [UInt8])],
        into bytes: inout [UInt8]
    ) {
        RTCPHeader.serialize(.extendedReport, count: 0, into: &bytes) { bytes in
            bytes.append(uint32: ssrc)
            for block in blocks {
                bytes.append(block.type.rawValue)
                bytes.append(block.typeSpecific)
                bytes.append(uint16: UInt16(truncatingIfNeeded: block.contents.count / 4))
                bytes.append(contentsOf: block.contents)
            }
        }
    }
}

/// One block of an XR packet; unknown types are kept as they are.
@frozen
public struct RTCPExtendedReportBlock: Hashable, Sendable {
    public var type: RTCPExtendedReportType
    /// The byte after the type: flags or a thinning value.
    public var typeSpecific: UInt8
    /// What follows the block's header, as offsets into the packet.
    public var contents: Range<Int>

    public init(type: RTCPExtendedReportType, typeSpecific: UInt8, contents: Range<Int>) {
        self.type = type
        self.typeSpecific = typeSpecific
        self.contents = contents
    }

    /// Throws unless this is a block of one of `types` whose contents have `byteCount` bytes in `packet`.
    func require(
        _ types: RTCPExtendedReportType..., byteCount: Int, in packet: Span<UInt8>
    ) throws(WireError) {
        guard types.contains(type) else { throw WireError(.unsupported, .rtcp, offset: contents.lowerBound) }
        guard contents.count >= byteCount, contents.upperBound <= packet.count else {
            throw WireError(
                .malformed, .rtcp, offset: contents.lowerBound, needed: byteCount, available: contents.count)
        }
    }
}

/// The block type of XR (IANA "RTCP XR Block Type").
@frozen
public struct RTCPExtendedReportType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable public static var lossRunLengths: Self { Self(rawValue: 1) }
    @inlinable public static var duplicateRunLengths: Self { Self(rawValue: 2) }
    @inlinable public static var packetReceiptTimes: Self { Self(rawValue: 3) }
    @inlinable public static var receiverReferenceTime: Self { Self(rawValue: 4) }
    @inlinable public static var delaySinceLastReceiverReport: Self { Self(rawValue: 5) }
    @inlinable public static var statisticsSummary: Self { Self(rawValue: 6) }
    @inlinable public static var voipMetrics: Self { Self(rawValue: 7) }
}
