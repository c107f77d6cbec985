/// One of the two ends of an `EndpointPair`.
@frozen
public enum PathSide: UInt8, Hashable, BitwiseCopyable, Sendable, CaseIterable {
    case lower, upper

    @inlinable public var other: PathSide { self == .lower ? .upper : .lower }
}
