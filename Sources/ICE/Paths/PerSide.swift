/// A value for each end of a path.
public struct PerSide<Value> {
    public var lower: Value
    public var upper: Value

    @inlinable public init(lower: Value, upper: Value) {
        self.lower = lower
        self.upper = upper
    }

    @inlinable public subscript(side: PathSide) -> Value {
        // In place: what it is asked for is often one field of much.
        _read { if side == .lower { yield lower } else { yield upper } }
        _modify { if side == .lower { yield &lower } else { yield &upper } }
    }
}

extension PerSide: Equatable where Value: Equatable {}
extension PerSide: Hashable where Value: Hashable {}
extension PerSide: Sendable where Value: Sendable {}

extension PerSide where Value == Tally {
    public init() { self.init(lower: Tally(), upper: Tally()) }
}
