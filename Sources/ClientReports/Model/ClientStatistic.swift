/// What a figure of an interval is made of.
public enum ClientStatistic: String, Hashable, Sendable {
    /// The value at the moment of the sample.
    case last
    /// The mean of what was polled in the interval.
    case mean
}
