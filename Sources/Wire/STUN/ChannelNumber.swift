/// A TURN channel number (RFC 8656 12).
@frozen
public struct ChannelNumber: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 0x4000 to 0x4FFF; RFC 5766 allowed up to 0x7FFF, which RFC 7983 took back.
    @inlinable public var isAssignable: Bool { rawValue >> 12 == 4 }
}
