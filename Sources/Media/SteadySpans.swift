public import Wire

/// The spans of a stream in which something held without a break for 3 s or more: one size, one content, no sound.
///
/// Whoever watches the condition opens a span when it begins to hold and closes it when it ends.
@frozen
public struct SteadySpans: Equatable, Sendable {
    @frozen
    public struct Span: Equatable, BitwiseCopyable, Sendable {
        public var begin: Timestamp
        public var end: Timestamp
        public var firstFrame: UInt64
        public var lastFrame: UInt64
        /// Unique packets of the stream in it.
        public var packets: Int64
        /// Bytes behind the headers of its last packet.
        public var size: Int32

        public var nanoseconds: Int64 { end.nanoseconds(since: begin) }
        var isLong: Bool { nanoseconds >= SteadySpans.minimumNanoseconds }
    }

    /// Shorter ones are not told one by one.
    @inlinable public static var minimumNanoseconds: Int64 { 3_000_000_000 }
    /// Spans kept; later ones only add to the sums.
    public static var capacity: Int { 32 }

    @usableFromInline var isOpen = false
    /// Unique packets of the stream before the open span.
    private var openedAt: Int64 = 0
    private var current: Span?
    /// The first ones of 3 s or more.
    public private(set) var spans: [Span] = []
    /// All of 3 s or more: how many, and how long together.
    public private(set) var count: Int64 = 0
    public private(set) var nanoseconds: Int64 = 0
    /// Packets in all, short ones too.
    public private(set) var packets: Int64 = 0
    /// The span that closes first after the head of a capture's piece, short or not: it may have begun in the piece before.
    private var keepsNextClosed = false
    private var closedAfterHead: [Span] = []

    public init() {}

    /// - Parameter unique: the stream's unique packets up to and with that one.
    mutating func open(at packet: RTPArrival, unique: Int64) {
        open(at: packet.time, frame: packet.frame, size: packet.protectedLength, unique: unique)
    }

    /// - Parameter size: bytes behind the headers of the packet of that frame.
    mutating func open(at time: Timestamp, frame: UInt64, size: Int32, unique: Int64) {
        isOpen = true
        openedAt = unique &- 1
        current = Span(begin: time, end: time, firstFrame: frame, lastFrame: frame, packets: 0, size: size)
    }

    /// The span reaches to that packet, for now.
    mutating func extend(to packet: RTPArrival, unique: Int64) {
        extend(to: packet.time, frame: packet.frame, unique: unique)
    }

    private mutating func extend(to time: Timestamp, frame: UInt64, unique: Int64) {
        current?.end = time
        current?.lastFrame = frame
        current?.packets = unique &- openedAt
    }

    mutating func close(at packet: RTPArrival, unique: Int64) {
        close(at: packet.time, frame: packet.frame, unique: unique)
    }

    mutating func close(at time: Timestamp, frame: UInt64, unique: Int64) {
        extend(to: time, frame: frame, unique: unique)
        close()
    }

    /// Closes the span where it was extended to last.
    mutating func close() {
        isOpen = false
        guard let span = current else { return }
        current = nil
        add(span)
    }

    private mutating func add(_ span: Span) {
        if keepsNextClosed {
            keepsNextClosed = false
            closedAfterHead = [span]
        }
        packets &+= span.packets
        guard span.isLong else { return }
        count &+= 1
        nanoseconds &+= span.nanoseconds
        if spans.count < Self.capacity { spans.append(span) }
    }

    /// Takes packets in spans that were too short to be told one by one.
    mutating func add(inShortSpans count: Int64) { packets &+= count }

    /// The same with the open span closed at the stream's last packet.
    func toNow(_ last: RTPArrival, unique: Int64) -> SteadySpans {
        guard isOpen else { return self }
        var copy = self
        copy.close(at: last, unique: unique)
        return copy
    }

    /// The same with the open span closed where it was extended to last.
    func toNow() -> SteadySpans {
        var copy = self
        copy.close()
        return copy
    }

    mutating func keepNextClosed() { keepsNextClosed = isOpen }

    /// Adds what a later one, open exactly if this one is, gathered from `start` to `end`.
    ///
    /// - Parameter shift: unique packets of the stream by which this one is ahead of `start`.
    mutating func resume(from start: SteadySpans, to end: SteadySpans, shift: Int64) {
        var added = end.spans.dropFirst(start.spans.count)
        var grown = (
            count: end.count - start.count, nanoseconds: end.nanoseconds &- start.nanoseconds,
            packets: end.packets - start.packets
        )
        var goesOn = false
        if start.isOpen, isOpen {
            if var joined = end.closedAfterHead.first {
                if joined.isLong {
                    added = added.dropFirst()
                    grown.count -= 1
                    grown.nanoseconds &-= joined.nanoseconds
                }
                grown.packets -= joined.packets
                joined.packets += shift + start.openedAt - openedAt
                joined.begin = current?.begin ?? joined.begin
                joined.firstFrame = current?.firstFrame ?? joined.firstFrame
                current = nil
                add(joined)
            } else {
                goesOn = true
            }
        } else if isOpen {
            close()
        }
        spans += added.prefix(max(0, Self.capacity - spans.count))
        count += grown.count
        nanoseconds &+= grown.nanoseconds
        packets += grown.packets
        isOpen = end.isOpen
        if goesOn {
            // Packets are counted from where the span began in this stream.
            current?.end = end.current?.end ?? .distantPast
            current?.lastFrame = end.current?.lastFrame ?? 0
            current?.packets = (end.current?.packets ?? 0) + shift + start.openedAt - openedAt
            current?.size = end.current?.size ?? 0
        } else {
            current = end.current
            openedAt = end.openedAt + shift
        }
    }

    /// Adds those of the stream on the path that it moved to.
    mutating func append(_ later: SteadySpans) {
        spans += later.spans.prefix(max(0, Self.capacity - spans.count))
        count += later.count
        nanoseconds &+= later.nanoseconds
        packets += later.packets
    }
}
