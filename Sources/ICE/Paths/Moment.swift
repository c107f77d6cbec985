public import Wire

/// When something was seen, and in which frame: the evidence that every statement carries.
@frozen
public struct Moment: Hashable, Comparable, BitwiseCopyable, Sendable {
    public var time: Timestamp
    /// As `FrameRecord.number`.
    public var frame: UInt64

    @inlinable public init(_ time: Timestamp, frame: UInt64) {
        self.time = time
        self.frame = frame
    }

    @inlinable public static func < (left: Moment, right: Moment) -> Bool {
        left.time != right.time ? left.time < right.time : left.frame < right.frame
    }

    /// The earlier of two, where either may be missing.
    public static func earliest(_ left: Moment?, _ right: Moment?) -> Moment? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }

    /// The later of two, where either may be missing.
    public static func latest(_ left: Moment?, _ right: Moment?) -> Moment? {
        guard let left, let right else { return left ?? right }
        return max(left, right)
    }

    /// Whether `left` came before `right`; what never came, before all that did.
    public static func isEarlier(_ left: Moment?, _ right: Moment?) -> Bool {
        guard let left, let right else { return left == nil && right != nil }
        return left < right
    }
}
