/// Synchronisation source (RFC 3550 3).
@frozen
public struct SSRC: RawRepresentable, Hashable, Comparable, BitwiseCopyable, Sendable {
    public var rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public static func < (left: SSRC, right: SSRC) -> Bool { left.rawValue < right.rawValue }
}

extension SSRC: CustomStringConvertible {
    /// `0x0012abcd`, as Wireshark prints it.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// RTP payload type, 0...127 (RFC 3551).
@frozen
public struct PayloadType: RawRepresentable, Hashable, Comparable, BitwiseCopyable, Sendable {
    public var rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    @inlinable public static func < (left: PayloadType, right: PayloadType) -> Bool { left.rawValue < right.rawValue }
}

/// Ticks of an RTP timestamp in a second.
@frozen
public struct ClockRate: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
}
