/// A point in capture time: nanoseconds since the Unix epoch, UTC.
@frozen
public struct Timestamp: Hashable, Comparable, BitwiseCopyable, Sendable {
    public var nanoseconds: Int64

    @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    @inlinable public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Nanoseconds from `earlier` to this one; wraps rather than traps on absurd capture times.
    @inlinable public func nanoseconds(since earlier: Timestamp) -> Int64 {
        nanoseconds &- earlier.nanoseconds
    }

    @inlinable public func advanced(byNanoseconds delta: Int64) -> Timestamp {
        Timestamp(nanoseconds: nanoseconds &+ delta)
    }

    /// Unix time in seconds.
    @inlinable public var seconds: Double { Double(nanoseconds) / 1e9 }

    public static let distantPast = Timestamp(nanoseconds: .min)
}
