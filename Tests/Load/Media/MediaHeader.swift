import Wire

/// Everything in front of a stream's payloads, of which a packet changes a few fields.
struct MediaHeader {
    private var frame: FrameHeader
    private let payloadType: UInt8
    private let isAudio: Bool
    private let rtp: Int

    init(_ frame: FrameHeader, ssrc: UInt32, sender: MediaSender) {
        self.frame = frame
        payloadType = sender.payloadType
        rtp = frame.bytes.count
        var header = RTPHeader(
            payloadType: PayloadType(rawValue: sender.payloadType), sequenceNumber: 0, timestamp: 0,
            ssrc: SSRC(rawValue: ssrc))
        header.extensionProfile = 0xBEDE
        // One-byte elements (RFC 8285 4.2), the identifiers and order that browsers offer: abs-send-time, the
        // transport-wide number, the mid, and of audio the level (RFC 6464), of video padding.
        let isAudio = if case .audio = sender.kind { true } else { false }
        self.isAudio = isAudio
        let elements: [UInt8] = [0x22, 0, 0, 0, 0x31, 0, 0, 0x40, UInt8(ascii: isAudio ? "0" : "1")]
        header.serialize(
            extensionBody: elements + (isAudio ? [0x10, 0, 0] : [0, 0, 0]), into: &self.frame.bytes)
    }

    mutating func write(
        _ packet: MediaPacket, at time: Int64, _ ciphertext: Ciphertext, _ encoder: inout CaptureEncoder,
        into bytes: inout [UInt8]
    ) {
        // abs-send-time: seconds modulo 64 in 6.18 bits; where 2^18 / 10^9 in ns is 2^9 / 1953125.
        let sendTime = UInt32(truncatingIfNeeded: (packet.sendTime % 64_000_000_000) * 512 / 1_953_125)
        let mark: UInt8 = packet.hasMarker ? 0x80 : 0
        frame.patch(UInt16(mark | payloadType) | 0x9000, at: rtp)
        frame.patch(UInt16(truncatingIfNeeded: packet.number), at: rtp + 2)
        frame.patch(UInt16(truncatingIfNeeded: packet.timestamp >> 16), at: rtp + 4)
        frame.patch(UInt16(truncatingIfNeeded: packet.timestamp), at: rtp + 6)
        frame.patch(0x2200 | UInt16(truncatingIfNeeded: sendTime >> 16) & 0xFF, at: rtp + 16)
        frame.patch(UInt16(truncatingIfNeeded: sendTime), at: rtp + 18)
        frame.patch(0x3100 | packet.transportNumber >> 8, at: rtp + 20)
        frame.patch(packet.transportNumber << 8 | 0x40, at: rtp + 22)
        // The V bit: voice activity.
        if isAudio { frame.patch(UInt16(0x80 | packet.level) << 8, at: rtp + 26) }
        frame.seal(restCount: packet.payload.count, restSum: ciphertext.sum(packet.payload))
        let length = frame.bytes.count + packet.payload.count
        encoder.begin(at: time, length: length, into: &bytes)
        bytes.append(contentsOf: frame.bytes)
        bytes.append(contentsOf: ciphertext.bytes[packet.payload])
        encoder.end(length: length, into: &bytes)
    }
}
