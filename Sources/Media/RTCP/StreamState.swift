/// A stream's figures at one moment: what the tap had seen when a report passed it.
@frozen
public struct StreamState: Equatable, BitwiseCopyable, Sendable {
    /// Extended sequence number up to which these figures go.
    public var number: Int64
    public var expected: Int64
    public var unique: Int64
    /// Parts that the stream began anew after its first.
    public var restarts: Int64
    /// RTP payload with padding and authentication tag.
    public var payloadBytes: Int64
    /// In ms; nil while the clock rate is unknown.
    public var jitterMilliseconds: Double?

    public init(
        number: Int64, expected: Int64, unique: Int64, restarts: Int64 = 0, payloadBytes: Int64 = 0,
        jitterMilliseconds: Double? = nil
    ) {
        self.number = number
        self.expected = expected
        self.unique = unique
        self.restarts = restarts
        self.payloadBytes = payloadBytes
        self.jitterMilliseconds = jitterMilliseconds
    }

    public var lost: Int64 { expected - unique }

    /// These figures where so much had been counted before the piece of the capture that they are from.
    public func shifted(by before: StreamState) -> StreamState {
        var state = self
        state.expected += before.expected
        state.unique += before.unique
        state.restarts += before.restarts
        state.payloadBytes += before.payloadBytes
        return state
    }
}

extension StreamTracker {
    /// The figures up to the highest sequence number so far.
    public var state: StreamState {
        StreamState(
            number: sequence.highest, expected: sequence.expected, unique: sequence.unique,
            restarts: sequence.restarts, payloadBytes: bytes.protected,
            jitterMilliseconds: jitterFigures?.lastMilliseconds)
    }

    /// The figures up to `number`, of which a report speaks; nil if it is not among those that are still remembered one by
    /// one.
    public func state(upTo number: UInt16) -> StreamState? {
        let step = Int64(Int16(bitPattern: number &- UInt16(truncatingIfNeeded: sequence.highest)))
        guard sequence.hasStarted, step <= 0, step > -SequenceTracker.windowLength,
            sequence.highest + step >= sequence.first
        else { return nil }
        var state = state
        state.number += step
        state.expected += step
        state.unique -= sequence.seen(after: state.number)
        return state
    }
}

extension SequenceTracker {
    /// Packets seen with a number above this one, which is no more than `windowLength` behind the highest.
    func seen(after number: Int64) -> Int64 {
        var count: Int64 = 0
        var next = number + 1
        while next <= highest {
            if window[Int(truncatingIfNeeded: next >> 6) & 15] >> UInt64(truncatingIfNeeded: next & 63) & 1 != 0 {
                count += 1
            }
            next += 1
        }
        return count
    }
}
