/// The part that all feedback messages share (RFC 4585 section 6.1): RTPFB (205) and PSFB (206).
@frozen
public struct RTCPFeedback: Hashable, Sendable {
    public static let byteCount = 12

    public var type: RTCPPacketType
    public var format: RTCPFeedbackFormat
    public var senderSSRC: UInt32
    /// 0 where the control information names its targets (FIR, TMMBR, REMB).
    public var mediaSSRC: UInt32
    /// Feedback control information, as offsets into the packet.
    public var control: Range<Int>

    public init(parsing packet: Span<UInt8>) throws(WireError) {
        let header = try RTCPHeader(parsing: packet)
        guard header.type == .transportFeedback || header.type == .payloadFeedback else {
            throw WireError(.unsupported, .rtcp)
        }
        guard packet.count >= Self.byteCount else {
            throw WireError(.malformed, .rtcp, needed: Self.byteCount, available: packet.count)
        }
        type = header.type
        format = RTCPFeedbackFormat(rawValue: header.count)
        senderSSRC = packet.uint32(at: 4)
        mediaSSRC = packet.uint32(at: 8)
        control = Self.byteCount..<packet.count
    }

    /// `control` must be whole words.
    public static func serialize(
        _ type: RTCPPacketType, format: RTCPFeedbackFormat, senderSSRC: UInt32, mediaSSRC: UInt32, control: [UInt8],
        into bytes: inout [UInt8]
    ) {
        RTCPHeader.serialize(type, count: Int(format.rawValue), into: &bytes) { bytes in
            bytes.append(uint32: senderSSRC)
            bytes.append(uint32: mediaSSRC)
            bytes.append(contentsOf: control)
        }
    }
}

/// The feedback message type: its meaning depends on the packet type (IANA "FMT Values for RTPFB / PSFB Payload Types").
@frozen
public struct RTCPFeedbackFormat: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    // RTPFB
    @inlinable public static var genericNACK: Self { Self(rawValue: 1) }
    @inlinable public static var temporaryMaxBitrateRequest: Self { Self(rawValue: 3) }
    @inlinable public static var temporaryMaxBitrateNotification: Self { Self(rawValue: 4) }
    @inlinable public static var congestionControl: Self { Self(rawValue: 11) }
    @inlinable public static var transportWideCongestionControl: Self { Self(rawValue: 15) }
    // PSFB
    @inlinable public static var pictureLoss: Self { Self(rawValue: 1) }
    @inlinable public static var sliceLoss: Self { Self(rawValue: 2) }
    @inlinable public static var referencePictureSelection: Self { Self(rawValue: 3) }
    @inlinable public static var fullIntraRequest: Self { Self(rawValue: 4) }
    @inlinable public static var applicationLayer: Self { Self(rawValue: 15) }

    /// The registry's abbreviation for this value in a packet of `type`, nil for an unassigned one.
    public func name(in type: RTCPPacketType) -> String? {
        switch (type, rawValue) {
        case (.transportFeedback, 1): "NACK"
        case (.transportFeedback, 3): "TMMBR"
        case (.transportFeedback, 4): "TMMBN"
        case (.transportFeedback, 5): "RTCP-SR-REQ"
        case (.transportFeedback, 6): "RAMS"
        case (.transportFeedback, 7): "TLLEI"
        case (.transportFeedback, 8): "RTCP-ECN-FB"
        case (.transportFeedback, 9): "PAUSE-RESUME"
        case (.transportFeedback, 10): "DBI"
        case (.transportFeedback, 11): "CCFB"
        case (.transportFeedback, 15): "transport-cc"
        case (.payloadFeedback, 1): "PLI"
        case (.payloadFeedback, 2): "SLI"
        case (.payloadFeedback, 3): "RPSI"
        case (.payloadFeedback, 4): "FIR"
        case (.payloadFeedback, 5): "TSTR"
        case (.payloadFeedback, 6): "TSTN"
        case (.payloadFeedback, 7): "VBCM"
        case (.payloadFeedback, 8): "PSLEI"
        case (.payloadFeedback, 9): "ROI"
        case (.payloadFeedback, 10): "LRR"
        case (.payloadFeedback, 15): "AFB"
        default: nil
        }
    }
}
