/// A stream's cumulative figures at the end of one second of capture time.
///
/// Differences of these are the figures of any interval of whole seconds. Seconds without a packet have no entry: the
/// figures stand still.
@frozen
public struct StreamSecond: Equatable, BitwiseCopyable, Sendable {
    /// Unix time of the second's begin.
    public var second: Int64
    public var unique: Int64
    public var lost: Int64
    /// RTP payload with padding and authentication tag, in bytes: what lies behind the headers.
    public var protectedBytes: Int64
    /// Packets that carried padding only.
    public var paddingOnly: Int64
    /// Sum of J after each of the unique packets, in ms; 0 while the clock rate is unknown.
    public var jitterSumMilliseconds: Double
    public var duplicates: Int64
    public var reordered: Int64
    public var clientLost: ClientLosses
    public var content = StreamContentSecond()

    /// These figures and what they grew by from `start` to `end`.
    func adding(from start: StreamSecond, to end: StreamSecond) -> StreamSecond {
        StreamSecond(
            second: end.second, unique: unique + end.unique - start.unique, lost: lost + end.lost - start.lost,
            protectedBytes: protectedBytes + end.protectedBytes - start.protectedBytes,
            paddingOnly: paddingOnly + end.paddingOnly - start.paddingOnly,
            jitterSumMilliseconds: jitterSumMilliseconds + end.jitterSumMilliseconds - start.jitterSumMilliseconds,
            duplicates: duplicates + end.duplicates - start.duplicates,
            reordered: reordered + end.reordered - start.reordered,
            clientLost: clientLost + end.clientLost - start.clientLost,
            content: content.adding(from: start.content, to: end.content))
    }
}
