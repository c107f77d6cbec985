import Wire

/// One RTP stream: what its sender sends, and what of it reaches the tap.
///
/// Packets are named by their index from 0: packet i has sequence number `firstSequence + i`.
public struct StreamScript: Sendable {
    public var ssrc: UInt32
    public var payloadType: UInt8 = 111
    /// Ticks of the RTP clock in a second.
    public var clockRate = 48_000
    public var firstSequence: UInt16 = 1000
    public var firstTimestamp: UInt32 = 160_000
    public var count: Int
    /// When the first packet passes the tap, and the seconds from one to the next.
    public var start: Double
    public var interval = 0.02
    public var payloadLength = 80
    /// Bytes of SRTP's authentication tag behind each payload; 0 for plain RTP.
    public var tagLength = 10
    /// Packets that never reach the tap.
    public var lost: Set<Int> = []
    /// Packets that pass the tap twice, the copy 1 ms later, alike in every byte.
    public var duplicated: Set<Int> = []
    /// Packets that pass the tap behind their successor.
    public var swapped: Set<Int> = []
    /// Seconds that packet i is late by: entry i modulo their number.
    public var delays: [Double] = [0]
    /// Another seed makes other bytes of the same packets.
    public var seed: UInt64 = 0

    public init(_ ssrc: UInt32, count: Int, from start: Double) {
        self.ssrc = ssrc
        self.count = count
        self.start = start
    }

    /// When packet `index` passes the tap.
    public func time(of index: Int) -> Double {
        let delay = delays[index % delays.count] + (swapped.contains(index) ? 1.5 * interval : 0)
        return start + interval * Double(index) + delay
    }

    /// RTP header, payload and tag.
    public var packetLength: Int { RTPHeader.fixedLength + payloadLength + tagLength }

    public func packet(_ index: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(packetLength)
        RTPHeader(
            payloadType: PayloadType(rawValue: payloadType),
            sequenceNumber: firstSequence &+ UInt16(truncatingIfNeeded: index),
            timestamp: firstTimestamp
                &+ UInt32(truncatingIfNeeded: Int((Double(index) * interval * Double(clockRate)).rounded())),
            ssrc: SSRC(rawValue: ssrc)
        ).serialize(into: &bytes)
        var random = SplitMix(seed: UInt64(ssrc) << 32 ^ UInt64(index) ^ seed << 20)
        return bytes + random.bytes(payloadLength + tagLength)
    }
}

extension CallScript {
    /// All packets of a stream, or those of `range`.
    public mutating func play(_ stream: StreamScript, over route: Route, _ range: Range<Int>? = nil) {
        for index in range ?? 0..<stream.count where !stream.lost.contains(index) {
            let packet = stream.packet(index)
            send(packet, over: route, at: stream.time(of: index))
            if stream.duplicated.contains(index) { send(packet, over: route, at: stream.time(of: index) + 0.001) }
        }
    }
}
