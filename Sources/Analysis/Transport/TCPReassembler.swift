public import Wire

/// Puts one direction of one TCP connection in order (RFC 9293) and delivers the messages of a call that it carries.
///
/// A direction that carries anything else is given up after its first bytes, and costs nothing more. What is held back
/// for a missing segment is bounded in bytes, segments and capture time; then the hole is given up, and the next message
/// is searched behind it.
public struct TCPReassembler: Sendable {
    public static let maximumBytes = 256 << 10
    public static let maximumSegments = 256
    /// How long a hole is waited for, ns of capture time.
    public static let patience: Int64 = 10_000_000_000

    /// Segments further away than this from the one expected do not belong to the stream, unless many follow.
    static let window = 16 << 20
    static let maximumStrays = 8

    public struct Counts: Hashable, Sendable {
        /// Segments that brought nothing new.
        public var retransmissions = 0
        public var outOfOrder = 0
        /// Holes given up.
        public var holes = 0
    }

    private struct HeldSegment: Sendable {
        var sequence: UInt32
        var length: Int
        var bytes: [UInt8]
        var time: Timestamp
    }

    public private(set) var counts = Counts()
    /// The first byte that is still to come; nil before the first segment.
    private var next: UInt32?
    /// Ascending from `next`.
    private var held: [HeldSegment] = []
    private var heldBytes = 0
    private var strays = 0
    private var framer = StreamFramer(atStart: false)

    public init() {}

    public var framing: StreamFraming { framer.framing }
    /// Bytes between messages: before the first in a connection whose begin is not in the capture, and behind holes.
    public var skippedBytes: Int { framer.skippedBytes }

    /// What waits for a missing segment or the rest of a message, with what it takes to keep it, about.
    var heldBytesInAll: Int { heldBytes + held.count * 96 + framer.heldBytes }

    /// Takes a segment.
    ///
    /// - Parameters:
    ///   - payload: the captured payload.
    ///   - originalLength: the payload's length on the wire.
    ///   - deliver: is given each message that this segment completes: without RFC 4571's length prefix, without the
    ///     padding of ChannelData.
    public mutating func receive(
        _ segment: NetworkPacket.TCPFields, payload: Span<UInt8>, originalLength: Int, at time: Timestamp,
        deliver: (Span<UInt8>, DatagramKind) -> Void
    ) {
        if segment.isSYN, next != segment.sequence &+ 1 {
            // A new connection, perhaps on the ports of an old one.
            self = TCPReassembler()
            framer = StreamFramer(atStart: true)
            next = segment.sequence &+ 1
        }
        guard originalLength > 0, !framer.isOpaque else { return }
        // A SYN has a sequence number of its own, before that of the data that may come with it.
        let sequence = segment.isSYN ? segment.sequence &+ 1 : segment.sequence
        if next == nil { next = sequence }
        guard let ahead = distance(to: sequence) else { return }
        if ahead > 0 {
            counts.outOfOrder += 1
            hold(HeldSegment(sequence: sequence, length: originalLength, bytes: payload.copied(), time: time))
        } else {
            take(payload, length: originalLength, overlap: -ahead, deliver)
        }
        drain(deliver)
        while let first = held.first,
            heldBytes > Self.maximumBytes || held.count > Self.maximumSegments
                || time.nanoseconds(since: first.time) > Self.patience
        {
            skip(to: first.sequence)
            drain(deliver)
        }
    }

    /// How far ahead of what is expected a segment begins (RFC 9293 3.4: modulo 2^32); nil if it is a stray.
    private mutating func distance(to sequence: UInt32) -> Int? {
        let ahead = Int(Int32(bitPattern: sequence &- (next ?? sequence)))
        if abs(ahead) <= Self.window {
            strays = 0
            return ahead
        }
        strays += 1
        guard strays == Self.maximumStrays else { return nil }
        // So many are no accident: the capture has lost a long piece, or begins anew.
        (held, heldBytes, strays) = ([], 0, 0)
        skip(to: sequence)
        return 0
    }

    /// Takes what the other direction acknowledged: bytes that the receiver has and the capture has not will not come
    /// again.
    public mutating func acknowledge(_ number: UInt32, deliver: (Span<UInt8>, DatagramKind) -> Void) {
        while let expected = next, let first = held.first,
            Int32(bitPattern: number &- expected) > 0, Int32(bitPattern: number &- first.sequence) >= 0
        {
            skip(to: first.sequence)
            drain(deliver)
        }
    }

    /// Bytes at `next`, of which the first `overlap` are known already.
    private mutating func take(
        _ payload: Span<UInt8>, length: Int, overlap: Int, _ deliver: (Span<UInt8>, DatagramKind) -> Void
    ) {
        guard overlap < length, let expected = next else {
            counts.retransmissions += 1
            return
        }
        if overlap < payload.count { framer.receive(payload.extracting(overlap...), deliver: deliver) }
        if payload.count < length { framer.lose() }
        next = expected &+ UInt32(truncatingIfNeeded: length - overlap)
        if framer.isOpaque { (held, heldBytes) = ([], 0) }
    }

    private mutating func hold(_ segment: HeldSegment) {
        guard let expected = next else { return }
        func distance(_ sequence: UInt32) -> UInt32 { sequence &- expected }
        var place = held.count
        while place > 0, distance(held[place - 1].sequence) > distance(segment.sequence) { place -= 1 }
        if place > 0, held[place - 1].sequence == segment.sequence, held[place - 1].length >= segment.length {
            counts.retransmissions += 1
            return
        }
        held.insert(segment, at: place)
        heldBytes += segment.bytes.count
    }

    /// Takes the held segments that are due.
    private mutating func drain(_ deliver: (Span<UInt8>, DatagramKind) -> Void) {
        while let first = held.first, let expected = next {
            let overlap = Int(Int32(bitPattern: expected &- first.sequence))
            guard overlap >= 0 else { return }
            held.removeFirst()
            heldBytes -= first.bytes.count
            take(first.bytes.span, length: first.length, overlap: overlap, deliver)
        }
    }

    private mutating func skip(to sequence: UInt32) {
        counts.holes += 1
        next = sequence
        framer.lose()
    }
}
