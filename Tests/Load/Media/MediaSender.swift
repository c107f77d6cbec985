/// What one stream's sender sends, packet by packet.
struct MediaSender {
    enum Kind {
        case audio(AudioSource)
        case video
    }

    let kind: Kind
    let tagLength: Int
    /// When the first packet is sent, and how long it goes on.
    private let start: Int64
    private let duration: Int64
    private var number: Int64
    private var firstTimestamp: UInt32
    /// Audio: packets sent so far; video: frames begun so far, and packets of the last one that are still to be sent.
    private var index: Int64 = 0
    private var restOfFrame = 0
    private var placeInFrame: Int64 = 0

    init(_ kind: Kind, tagLength: Int, from start: Int64, for duration: Int64, _ random: inout SeededRandom) {
        self.kind = kind
        self.tagLength = tagLength
        self.start = start
        self.duration = duration
        // Numbers and timestamps begin anywhere (RFC 3550 5.1): some streams go past the greatest.
        number = 65_536 + Int64(random.below(65_536))
        firstTimestamp = UInt32(truncatingIfNeeded: random.next())
    }

    var clockRate: UInt32 {
        switch kind {
        case .audio(let source): source.clockRate
        case .video: VideoSource.clockRate
        }
    }

    var payloadType: UInt8 {
        switch kind {
        case .audio(let source): source.payloadType
        case .video: VideoSource.payloadType
        }
    }

    /// Whether the stream is about to begin or end: nothing of it may be lost there or out of order, as nobody could tell.
    var isAtEdge: Bool {
        let time =
            switch kind {
            case .audio: index * AudioSource.interval
            case .video: VideoSource.frameTime(index)
            }
        return time < 200_000_000 || time > duration - 200_000_000
    }

    /// The next packet; nil when all are sent.
    mutating func next(_ transportNumber: inout UInt16, _ random: inout SeededRandom) -> MediaPacket? {
        let sendTime: Int64
        let timestamp: UInt32
        let hasMarker: Bool
        let length: Int
        switch kind {
        case .audio(let source):
            guard index * AudioSource.interval < duration else { return nil }
            sendTime = start + index * AudioSource.interval
            timestamp = firstTimestamp &+ UInt32(truncatingIfNeeded: index) &* source.ticks
            hasMarker = index == 0
            length = source.payloadLength(&random)
            index += 1
        case .video:
            if restOfFrame == 0 {
                guard VideoSource.frameTime(index) < duration else { return nil }
                restOfFrame = VideoSource.packets(ofFrame: index, &random)
                placeInFrame = 0
                index += 1
            }
            let frame = index - 1
            sendTime = start + VideoSource.frameTime(frame) + placeInFrame * VideoSource.pacing
            timestamp = firstTimestamp &+ UInt32(truncatingIfNeeded: frame) &* VideoSource.ticks
            restOfFrame -= 1
            placeInFrame += 1
            hasMarker = restOfFrame == 0
            length = VideoSource.payloadLength(isLast: hasMarker, &random)
        }
        let begin = Ciphertext.offset(for: length + tagLength, &random)
        defer {
            number += 1
            transportNumber &+= 1
        }
        return MediaPacket(
            number: number, timestamp: timestamp, hasMarker: hasMarker, transportNumber: transportNumber,
            level: 30 + UInt8(random.below(40)), sendTime: sendTime, payload: begin..<(begin + length + tagLength),
            copies: 0)
    }
}
