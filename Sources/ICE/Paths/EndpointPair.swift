public import Wire

/// Two transport addresses that talk to each other, in either direction.
@frozen
public struct EndpointPair: Hashable, Comparable, BitwiseCopyable, Sendable {
    public var lower: Endpoint
    public var upper: Endpoint

    @inlinable public init(_ one: Endpoint, _ other: Endpoint) {
        lower = min(one, other)
        upper = max(one, other)
    }

    @inlinable public subscript(side: PathSide) -> Endpoint { side == .lower ? lower : upper }

    /// Which end `endpoint` is; nil if it is neither.
    @inlinable public func side(of endpoint: Endpoint) -> PathSide? {
        endpoint == lower ? .lower : endpoint == upper ? .upper : nil
    }

    @inlinable public static func < (left: EndpointPair, right: EndpointPair) -> Bool {
        left.lower != right.lower ? left.lower < right.lower : left.upper < right.upper
    }
}
