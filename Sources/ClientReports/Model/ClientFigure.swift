/// A figure and how it was taken.
public struct ClientFigure: Hashable, Sendable {
    public var value: Double
    public var statistic: ClientStatistic

    public init(_ value: Double, _ statistic: ClientStatistic) {
        self.value = value
        self.statistic = statistic
    }
}
