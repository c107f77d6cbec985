public import Wire

/// What the packets of a stream show of the sound in them, without being read: levels, sizes, pauses.
@frozen
public struct StreamContent: Equatable, Sendable {
    /// What every packet is held against.
    @frozen
    @usableFromInline
    struct Mark: Equatable, BitwiseCopyable, Sendable {
        /// Bytes behind the headers of the last packet that was not padding.
        @usableFromInline var size: Int32 = -1
        /// That packet was as long as the one before it, and ended in the same bytes.
        @usableFromInline var isSameSize = false
        @usableFromInline var isSameBytes = false

        @usableFromInline init() {}

        /// Whether a packet, as long and ending in the same bytes as the one before it or not, goes on like that one.
        @inlinable @inline(__always)
        func stays(size: Int32, isSameFingerprint: Bool) -> Bool {
            let isSameSize = size == self.size
            return isSameSize == self.isSameSize && (isSameSize && isSameFingerprint) == isSameBytes
        }
    }

    public var levels = AudioLevelCounts()
    /// Where each packet was as long as the one before it.
    public var sameSize = SteadySpans()
    /// What few streams have: one or none, so that the others take less.
    @usableFromInline var rare: [Rare] = []

    @usableFromInline
    struct Rare: Equatable, Sendable {
        var sameBytes = SteadySpans()
        var pauses = SenderPauses()
    }

    public init() {}

    /// Where it ended in the same bytes too: clear media that repeats itself. An SRTP tag never does.
    public internal(set) var sameBytes: SteadySpans {
        get { rare.first?.sameBytes ?? SteadySpans() }
        _modify {
            if rare.isEmpty { rare = [Rare()] }
            yield &rare[0].sameBytes
        }
    }

    public internal(set) var pauses: SenderPauses {
        get { rare.first?.pauses ?? SenderPauses() }
        _modify {
            if rare.isEmpty { rare = [Rare()] }
            yield &rare[0].pauses
        }
    }

    /// What it takes of the heap, about.
    var heapBytes: Int {
        var bytes =
            levels.first.quietSpans.spans.heapBytes + levels.second.quietSpans.spans.heapBytes
            + sameSize.spans.heapBytes
        if !rare.isEmpty {
            bytes += rare.heapBytes + rare[0].sameBytes.spans.heapBytes + rare[0].pauses.spans.spans.heapBytes
        }
        return bytes
    }

    mutating func keepNextClosed() {
        levels.keepNextClosed()
        sameSize.keepNextClosed()
        guard !rare.isEmpty else { return }
        sameBytes.keepNextClosed()
        pauses.spans.keepNextClosed()
    }

    /// Adds what a later one grew by from `start` to `end`.
    mutating func resume(from start: StreamContent, to end: StreamContent, shift: Int64) {
        levels.resume(from: start.levels, to: end.levels, shift: shift)
        sameSize.resume(from: start.sameSize, to: end.sameSize, shift: shift)
        guard !rare.isEmpty || !end.rare.isEmpty else { return }
        sameBytes.resume(from: start.sameBytes, to: end.sameBytes, shift: shift)
        pauses.resume(from: start.pauses, to: end.pauses, shift: shift)
    }

    /// With all open spans closed at the stream's last packet.
    func toNow(_ last: RTPArrival, unique: Int64) -> StreamContent {
        var content = self
        content.levels.first.quietSpans = levels.first.quietSpans.toNow(last, unique: unique)
        content.levels.second.quietSpans = levels.second.quietSpans.toNow(last, unique: unique)
        content.sameSize = sameSize.toNow(last, unique: unique)
        guard !rare.isEmpty else { return content }
        content.sameBytes = sameBytes.toNow(last, unique: unique)
        content.pauses.spans = pauses.spans.toNow()
        return content
    }

    /// Closes all spans that are open, but for those of pauses.
    mutating func breakOff(at last: RTPArrival, unique: Int64) {
        if levels.first.quietSpans.isOpen { levels.first.quietSpans.close(at: last, unique: unique) }
        if levels.second.quietSpans.isOpen { levels.second.quietSpans.close(at: last, unique: unique) }
        if sameSize.isOpen { sameSize.close(at: last, unique: unique) }
        if sameBytes.isOpen { sameBytes.close(at: last, unique: unique) }
    }

    /// Goes on with those of the stream on the path that it moved to.
    mutating func append(_ later: StreamContent) {
        levels.append(later.levels)
        sameSize.append(later.sameSize)
        guard !later.rare.isEmpty else { return }
        sameBytes.append(later.sameBytes)
        pauses.append(later.pauses)
    }
}

extension StreamTracker {
    public internal(set) var content: StreamContent {
        @inline(__always) get { contents[0] }
        @inline(__always) _modify { yield &contents[0] }
    }

    /// What was seen of the content, up to the last packet.
    public var contentToNow: StreamContent { content.toNow(last, unique: sequence.unique) }

    /// Takes a packet in order; `last` is still the one before it.
    @inlinable @inline(__always)
    mutating func observeContent(_ packet: RTPArrival, isNext: Bool) {
        // One branch for all that is rare.
        if !mark.stays(size: packet.protectedLength, isSameFingerprint: packet.fingerprint == last.fingerprint)
            || packet.hasPadding || !packet.elements.isEmpty
            || packet.time.nanoseconds(since: last.time) >= SenderPauses.minimumNanoseconds
        {
            observeUnsteady(packet, after: last, isNext: isNext, unique: sequence.unique)
        } else {
            mark.size = packet.protectedLength
        }
    }

    /// - Parameter unique: the stream's unique packets up to and with this one.
    @usableFromInline @inline(never)
    mutating func observeUnsteady(_ packet: RTPArrival, after last: RTPArrival, isNext: Bool, unique: Int64) {
        if packet.time.nanoseconds(since: last.time) >= SenderPauses.minimumNanoseconds {
            observePause(packet, after: last, isNext: isNext, unique: unique)
        }
        // Padding comes between, and says nothing.
        if !packet.hasPadding { observeSize(packet, after: last, unique: unique &- 1) }
        if !packet.elements.isEmpty { content.levels.observe(packet, after: last, unique: unique) }
    }

    private mutating func observePause(_ packet: RTPArrival, after last: RTPArrival, isNext: Bool, unique: Int64) {
        if isNext { content.pauses.observe(packet, after: last, unique: unique) }
        guard packet.time.nanoseconds(since: last.time) > SenderPauses.longNanoseconds else { return }
        // Where no packets come, nothing goes on.
        mark = StreamContent.Mark()
        content.breakOff(at: last, unique: unique - 1)
    }

    /// - Parameter unique: the stream's unique packets before this one.
    private mutating func observeSize(_ packet: RTPArrival, after last: RTPArrival, unique: Int64) {
        let isSameSize = packet.protectedLength == mark.size
        let isSameBytes = isSameSize && packet.fingerprint == last.fingerprint
        if isSameSize != mark.isSameSize {
            isSameSize
                ? content.sameSize.open(at: last, unique: unique) : content.sameSize.close(at: last, unique: unique)
        }
        if isSameBytes != mark.isSameBytes {
            isSameBytes
                ? content.sameBytes.open(at: last, unique: unique) : content.sameBytes.close(at: last, unique: unique)
        }
        mark.size = packet.protectedLength
        mark.isSameSize = isSameSize
        mark.isSameBytes = isSameBytes
    }
}
