import TestSupport
import Wire

/// An RTP stream whose packets are told one by one: what they carry matters, not how they travel.
struct ContentScript {
    struct Packet {
        /// Seconds after the capture's start.
        var time: Double
        var timestamp: UInt32
        var payloadType: UInt8 = 111
        var isMarked = false
        /// Whether the P bit is set. What is padding of it is in `length` as well.
        var isPadded = false
        /// Bytes behind the headers.
        var length = 90
        /// Extension elements of one byte: id and value.
        var elements: [(id: UInt8, value: UInt8)] = []
        /// Clear payload of the same bytes throughout.
        var filling: UInt8?
        var isLost = false
    }

    var ssrc: UInt32
    var packets: [Packet] = []
    var firstSequence: UInt16 = 500

    init(_ ssrc: UInt32) { self.ssrc = ssrc }

    /// Packets 20 ms apart from `start` on, `change` making each what it is.
    static func audio(
        _ ssrc: UInt32, count: Int, from start: Double, rate: UInt32 = 48_000,
        _ change: (Int, inout Packet) -> Void = { _, _ in }
    ) -> ContentScript {
        var script = ContentScript(ssrc)
        for index in 0..<count {
            // Sizes that vary, as those of a codec of variable rate.
            var packet = Packet(
                time: start + 0.02 * Double(index), timestamp: 900_000 + UInt32(index) * rate / 50,
                length: 60 + index * 7 % 60)
            change(index, &packet)
            script.packets.append(packet)
        }
        return script
    }
}

extension CallScript {
    mutating func play(_ stream: ContentScript, over route: Route) {
        var random = SplitMix(seed: UInt64(stream.ssrc))
        for (index, packet) in stream.packets.enumerated() where !packet.isLost {
            var header = RTPHeader(
                marker: packet.isMarked, payloadType: PayloadType(rawValue: packet.payloadType),
                sequenceNumber: stream.firstSequence &+ UInt16(index), timestamp: packet.timestamp,
                ssrc: SSRC(rawValue: stream.ssrc))
            header.hasPadding = packet.isPadded
            var body: [UInt8] = []
            for element in packet.elements { body += [element.id << 4, element.value] }
            if !body.isEmpty { header.extensionProfile = RTPHeaderExtension.oneByteProfile }
            body += [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
            var bytes: [UInt8] = []
            header.serialize(extensionBody: body, into: &bytes)
            bytes += packet.filling.map { [UInt8](repeating: $0, count: packet.length) } ?? random.bytes(packet.length)
            send(bytes, over: route, at: packet.time)
        }
    }
}

extension DirectCall {
    /// The call with these streams instead of its own.
    func script(sent: [ContentScript] = [], received: [ContentScript]) -> CallScript {
        var script = setup
        if sent.isEmpty { script.play(self.sent, over: route) }
        for stream in sent { script.play(stream, over: route) }
        for stream in received { script.play(stream, over: route.reversed) }
        return script
    }
}
