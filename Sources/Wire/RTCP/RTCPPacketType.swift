/// The RTCP packet type: second byte of every RTCP packet (RFC 3550 section 12.1, IANA "RTCP Control Packet Types").
@frozen
public struct RTCPPacketType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8

    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// RFC 2032, obsolete: full intra-frame request.
    @inlinable public static var fullIntraRequest: Self { Self(rawValue: 192) }
    /// RFC 2032, obsolete: negative acknowledgement.
    @inlinable public static var negativeAcknowledgement: Self { Self(rawValue: 193) }
    @inlinable public static var extendedJitterReport: Self { Self(rawValue: 195) }
    @inlinable public static var senderReport: Self { Self(rawValue: 200) }
    @inlinable public static var receiverReport: Self { Self(rawValue: 201) }
    @inlinable public static var sourceDescription: Self { Self(rawValue: 202) }
    @inlinable public static var goodbye: Self { Self(rawValue: 203) }
    @inlinable public static var application: Self { Self(rawValue: 204) }
    @inlinable public static var transportFeedback: Self { Self(rawValue: 205) }
    @inlinable public static var payloadFeedback: Self { Self(rawValue: 206) }
    @inlinable public static var extendedReport: Self { Self(rawValue: 207) }
    @inlinable public static var avb: Self { Self(rawValue: 208) }
    @inlinable public static var receiverSummary: Self { Self(rawValue: 209) }
    @inlinable public static var portMapping: Self { Self(rawValue: 210) }
    @inlinable public static var identity: Self { Self(rawValue: 211) }
    @inlinable public static var reportGroup: Self { Self(rawValue: 212) }
    @inlinable public static var splicingNotification: Self { Self(rawValue: 213) }

    /// The registry's abbreviation, nil for an unassigned value.
    public var name: String? {
        switch rawValue {
        case 192: "FIR"
        case 193: "NACK"
        case 194: "SMPTETC"
        case 195: "IJ"
        case 200: "SR"
        case 201: "RR"
        case 202: "SDES"
        case 203: "BYE"
        case 204: "APP"
        case 205: "RTPFB"
        case 206: "PSFB"
        case 207: "XR"
        case 208: "AVB"
        case 209: "RSI"
        case 210: "TOKEN"
        case 211: "IDMS"
        case 212: "RGRS"
        case 213: "SNM"
        default: nil
        }
    }
}
