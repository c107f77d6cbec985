/// One RTP stream on its way to the tap: what passes it, and when. It always knows its next packet.
struct MediaStream {
    let ssrc: UInt32
    let isForward: Bool
    private var sender: MediaSender
    private let network: Network
    private var random: SeededRandom
    private let timeUnit: Int64
    private(set) var header: MediaHeader
    private(set) var truth: StreamTruth

    /// What passes the tap next, and when; nil at the end.
    private(set) var next: MediaPacket?
    private(set) var nextTime: Int64
    private var isNextCopy = false
    /// A packet that others overtake, and how many still do.
    private var held: MediaPacket?
    private var overtakers = 0
    /// Whether the packet before the next one was lost.
    private var isLosing = false
    /// Of SRTCP (RFC 3711 3.4): the index of its last packet.
    var controlIndex: UInt32 = 0

    /// - Parameter frame: from the stream's sender to its receiver.
    init(
        ssrc: UInt32, isForward: Bool, frame: FrameHeader, sender: MediaSender, plan: LoadPlan, random: SeededRandom,
        transportNumber: inout UInt16
    ) {
        self.ssrc = ssrc
        self.isForward = isForward
        self.sender = sender
        self.random = random
        network = Network(plan, &self.random)
        timeUnit = plan.container.timeUnit
        header = MediaHeader(frame, ssrc: ssrc, sender: sender)
        truth = StreamTruth(clockRate: sender.clockRate)
        nextTime = .min
        advance(&transportNumber)
    }

    var payloadType: UInt8 { sender.payloadType }
    var clockRate: UInt32 { sender.clockRate }

    /// Lets the next packet pass the tap.
    mutating func pass(_ ciphertext: Ciphertext, _ encoder: inout CaptureEncoder, into bytes: inout [UInt8]) {
        guard let packet = next else { return }
        truth.observe(packet, at: nextTime, isCopy: isNextCopy)
        header.write(packet, at: nextTime, ciphertext, &encoder, into: &bytes)
    }

    /// Finds out what passes the tap behind the packet that just did.
    mutating func advance(_ transportNumber: inout UInt16) {
        if var copied = next, copied.copies > 0 {
            copied.copies -= 1
            next = copied
            isNextCopy = true
            nextTime = later(nextTime + 30_000)
            return
        }
        isNextCopy = false
        if overtakers == 0, let packet = held {
            held = nil
            next = packet
            nextTime = later(nextTime + 50_000)
            return
        }
        while true {
            let isAtEdge = sender.isAtEdge
            guard var packet = sender.next(&transportNumber, &random) else {
                next = held
                held = nil
                if next != nil { nextTime = later(nextTime + 50_000) }
                return
            }
            guard isAtEdge || !isLost() else { continue }
            if random.chance(network.duplicates) { packet.copies = 1 }
            if !isAtEdge, held == nil, random.chance(network.reordering) {
                held = packet
                overtakers = 1 + random.below(3)
                continue
            }
            if overtakers > 0 { overtakers -= 1 }
            next = packet
            nextTime = later(packet.sendTime + Int64(abs(random.deviate()) * network.jitter))
            return
        }
    }

    /// A run of losses goes on or begins, so that the share of all and the mean length of runs come out as planned.
    private mutating func isLost() -> Bool {
        let probability =
            isLosing ? 1 - 1 / network.lossBurst : network.loss / (network.lossBurst * max(1 - network.loss, 1e-9))
        isLosing = network.lossBurst == 1 ? random.chance(network.loss) : random.chance(probability)
        return isLosing
    }

    /// The time as the capture can write it, behind that of the packet before.
    private func later(_ time: Int64) -> Int64 {
        max(time - time % timeUnit, nextTime == .min ? 0 : nextTime + timeUnit)
    }
}
