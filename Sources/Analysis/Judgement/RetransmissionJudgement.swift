import Media
import Wire

/// Which streams retransmit which others (RFC 4588).
///
/// SRTP hides the original sequence number that tells. But a retransmission keeps the timestamp of what it repeats, and so
/// do the probes and the padding that are sent on its SSRC: a stream of other payload types, of the same sender on the same
/// path, with fewer packets, whose timestamps are those that its primary had just then. Timestamps begin at random (RFC
/// 3550 5.1), so that another stream's fit by chance once in ten thousand times at one packet, and they must fit at two.
struct RetransmissionJudgement {
    /// A stream that retransmits.
    struct Retransmission: Equatable {
        /// Index of its primary; nil where several fit.
        var primary: Int?
    }

    /// How long after its original a retransmission may follow, and how far jitter may seem to put it before it, in s.
    private static let delay = -0.25...3.0
    /// Streams of a call that may have retransmissions: those with most packets. A flood of SSRCs must not cost the square.
    private static let primaryCapacity = 64
    /// Timestamps below this, in s, may have begun at 0 and not at random.
    private static let notRandom = 10.0

    /// By index of stream.
    static func retransmissions(among streams: [CallStream]) -> [Int: Retransmission] {
        var found: [Int: Retransmission] = [:]
        // The greatest first: what is a retransmission is nobody's primary.
        let order = streams.indices.sorted {
            (streams[$1].figures.unique, $0) < (streams[$0].figures.unique, $1)
        }
        for (place, index) in order.enumerated() {
            let stream = streams[index]
            let codec = stream.figures.payloadTypes.lazy.compactMap { stream.signalled?.codecs[$0.payloadType] }.first
            if let codec, codec.isForwardErrorCorrection { continue }
            if let primary = stream.signalled?.primary {
                found[index] = Retransmission(
                    primary: streams.firstIndex { $0.ssrc == primary && $0.sender == stream.sender })
                continue
            }
            if let codec, !codec.isRetransmission { continue }
            let primaries = order.prefix(min(place, primaryCapacity)).filter {
                found[$0] == nil && Self.fits(stream, to: streams[$0])
            }
            if primaries.count == 1 {
                found[index] = Retransmission(primary: primaries[0])
            } else if codec != nil || !primaries.isEmpty {
                found[index] = Retransmission(primary: associated(with: stream, among: streams))
            }
        }
        return found
    }

    /// The one stream of the sender whose packets have the payload type that retransmissions had before (`apt`).
    private static func associated(with stream: CallStream, among streams: [CallStream]) -> Int? {
        guard let type = stream.signalled?.associatedPayloadType else { return nil }
        let fitting = streams.indices.filter { index in
            let other = streams[index]
            return other.sender == stream.sender && other.ssrc != stream.ssrc
                && other.figures.payloadTypes.first?.payloadType == type
        }
        return fitting.count == 1 ? fitting[0] : nil
    }

    private static func fits(_ stream: CallStream, to primary: CallStream) -> Bool {
        let (figures, others) = (stream.figures, primary.figures)
        guard stream.sender == primary.sender, figures.unique < others.unique, let clock = others.clock,
            stream.legs.contains(where: { leg in
                primary.legs.contains { $0.path == leg.path && $0.isForward == leg.isForward }
            })
        else { return false }
        let types = Set(others.payloadTypes.map(\.payloadType))
        guard figures.payloadTypes.allSatisfy({ !types.contains($0.payloadType) && $0.payloadType.isDynamic }) else {
            return false
        }
        let rate = Double(clock.rate.rawValue)
        guard Double(others.firstPacket.timestamp) > notRandom * rate else { return false }
        let samples = samples(of: stream)
        let fitting = samples.count { sample in
            let sinceFirst = sample.time.nanoseconds(since: others.firstPacket.time)
            let sinceLast = sample.time.nanoseconds(since: others.lastPacket.time)
            // The nearer end of the primary, as clocks drift and senders pause.
            let isNearFirst = sinceFirst.magnitude < sinceLast.magnitude
            let anchor = isNearFirst ? others.firstPacket : others.lastPacket
            let elapsed = Double(isNearFirst ? sinceFirst : sinceLast) / 1e9
            let ticks = Double(Int32(bitPattern: sample.timestamp &- anchor.timestamp))
            return delay.contains(elapsed - ticks / rate)
        }
        return fitting >= 1 && 10 * fitting >= 9 * samples.count
    }

    /// Packets to look at: all that are still kept, else the first and the last.
    private static func samples(of stream: CallStream) -> [(time: Timestamp, timestamp: UInt32)] {
        let kept = stream.legs.flatMap(\.tracker.packetsWithoutClock).map { (time: $0.time, timestamp: $0.timestamp) }
        let ends = [stream.figures.firstPacket, stream.figures.lastPacket].map {
            (time: $0.time, timestamp: $0.timestamp)
        }
        // Padding that is sent before any media has no timestamp to repeat: it has 0.
        return (kept.isEmpty ? ends : kept).filter { $0.timestamp != 0 }
    }
}
