/// The static RTP payload types (RFC 3551 6, tables 4 and 5; IANA rtp-parameters).
public struct StaticPayloadType: Sendable {
    public var codec: String
    public var clockRate: ClockRate
    public var isVideo: Bool

    public init?(_ type: PayloadType) {
        guard let entry = StaticPayloadType.entry(type.rawValue) else { return nil }
        codec = entry.0
        clockRate = ClockRate(rawValue: entry.1)
        isVideo = entry.2
    }

    private static func entry(_ type: UInt8) -> (String, UInt32, Bool)? {
        switch type {
        case 0: ("PCMU", 8000, false)
        case 3: ("GSM", 8000, false)
        case 4: ("G723", 8000, false)
        case 5: ("DVI4", 8000, false)
        case 6: ("DVI4", 16000, false)
        case 7: ("LPC", 8000, false)
        case 8: ("PCMA", 8000, false)
        case 9: ("G722", 8000, false)  // RFC 3551 4.5.2: 8000, though it samples at 16000
        case 10: ("L16", 44100, false)
        case 11: ("L16", 44100, false)
        case 12: ("QCELP", 8000, false)
        case 13: ("CN", 8000, false)
        case 14: ("MPA", 90000, false)
        case 15: ("G728", 8000, false)
        case 16: ("DVI4", 11025, false)
        case 17: ("DVI4", 22050, false)
        case 18: ("G729", 8000, false)
        case 25: ("CelB", 90000, true)
        case 26: ("JPEG", 90000, true)
        case 28: ("nv", 90000, true)
        case 31: ("H261", 90000, true)
        case 32: ("MPV", 90000, true)
        case 33: ("MP2T", 90000, true)
        case 34: ("H263", 90000, true)
        default: nil
        }
    }
}

extension PayloadType {
    /// Comfort noise at 8000 Hz (RFC 3389).
    @inlinable public static var comfortNoise: PayloadType { PayloadType(rawValue: 13) }
    /// Types whose meaning the session description alone gives (RFC 3551 3): those set aside for it, and all others that
    /// no table assigns, which stacks use as well.
    public var isDynamic: Bool { StaticPayloadType(self) == nil }
}
