/// Makes a capture of many calls, frame by frame in time order, and what is true of it.
///
/// It keeps the calls in progress and nothing else, so that a load of any length needs the same memory.
public struct LoadGenerator {
    /// 2027-01-15 08:00:00 UTC.
    static let start: Int64 = 1_800_000_000_000_000_000

    /// So far.
    public private(set) var frames = 0
    public private(set) var bytes = 0
    public private(set) var calls = 0

    private let plan: LoadPlan
    private let ciphertext: Ciphertext
    private var encoder: CaptureEncoder
    private var queue = EventQueue()
    /// Calls in progress; of slot n, the streams from n times `streamsPerCall` on.
    private var slots: [LoadCall] = []
    private var streams: [MediaStream] = []
    private var truth = TruthTable.header
    private var random: SeededRandom
    private var isFinished = false

    public init(_ plan: LoadPlan) {
        self.plan = plan
        ciphertext = Ciphertext(seed: plan.seed)
        encoder = CaptureEncoder(plan.container)
        random = SeededRandom(seed: plan.seed, part: .max - 1)
        for slot in 0..<max(0, min(plan.concurrent, plan.calls ?? .max)) {
            begin(slot, at: Self.start + Int64(random.fraction() * plan.ramp * 1e9))
        }
    }

    /// Appends frames until `output` holds `length` bytes.
    ///
    /// - Returns: false when there are no more.
    public mutating func write(into output: inout [UInt8], upTo length: Int = 1 << 20) -> Bool {
        if bytes == 0 {
            output += encoder.fileHeader
            bytes = encoder.fileHeader.count
        }
        guard !isFinished else { return false }
        while output.count < length {
            guard !queue.isEmpty, frames < plan.frameLimit, bytes < plan.byteLimit else {
                finish()
                return false
            }
            let before = output.count
            take(into: &output)
            frames += 1
            bytes += output.count - before
        }
        return true
    }

    /// What has become known since the last time: of calls that ended; at the end, of those that were cut too.
    public mutating func takeTruth() -> TruthTable {
        defer { truth = TruthTable() }
        return truth
    }

    /// Handles of the queue: the call itself, then its streams.
    private var handlesPerSlot: Int { 1 + plan.streamsPerCall }

    private mutating func begin(_ slot: Int, at time: Int64) {
        var call = LoadCall(calls, at: time, plan: plan)
        calls += 1
        var began: [MediaStream] = []
        for index in 0..<plan.streamsPerCall { began.append(stream(index, of: &call)) }
        call.prepare(&began, began.indices)
        call.running = 1 + began.count
        let base = Int32(slot * handlesPerSlot)
        queue.insert(EventQueue.Event(time: call.nextTime ?? time, handle: base))
        for (index, stream) in began.enumerated() {
            queue.insert(EventQueue.Event(time: stream.nextTime, handle: base + 1 + Int32(index)))
        }
        if slot < slots.count {
            slots[slot] = call
            for (index, stream) in began.enumerated() { streams[slot * plan.streamsPerCall + index] = stream }
        } else {
            slots.append(call)
            streams += began
        }
    }

    /// Stream `index` of a call: forward and backward by turns, audio before video.
    private func stream(_ index: Int, of call: inout LoadCall) -> MediaStream {
        let isForward = index % 2 == 0
        var random = SeededRandom(seed: plan.seed, part: UInt64(call.number) << 8 | UInt64(index + 1))
        let kind: MediaSender.Kind =
            index / 2 < plan.audioStreams ? .audio(AudioSource(isStatic: plan.isStaticAudio)) : .video
        // Sides begin at different times.
        let wait = Int64(isForward ? 0 : 7_000_000) + Int64(random.below(20_000_000))
        let sender = MediaSender(
            kind, tagLength: call.handshake.isAEAD ? 16 : 10, from: call.mediaStart + wait,
            for: max(call.mediaDuration - wait, 60_000_000), &random)
        let ordinal = UInt32(truncatingIfNeeded: call.number &* plan.streamsPerCall &+ index)
        func make(_ number: inout UInt16) -> MediaStream {
            MediaStream(
                ssrc: Self.source(ordinal, seed: plan.seed), isForward: isForward,
                frame: isForward ? call.headers.forward : call.headers.backward, sender: sender, plan: plan,
                random: random, transportNumber: &number)
        }
        if isForward { return make(&call.transportNumbers.forward) }
        return make(&call.transportNumbers.backward)
    }

    /// An SSRC that no other stream has: every step can be undone, so 2^31 streams have 2^31 of them, and none has 0.
    private static func source(_ ordinal: UInt32, seed: UInt64) -> UInt32 {
        var value = ordinal ^ UInt32(truncatingIfNeeded: seed) ^ 0x9E37_79B9 | 0x8000_0000
        value = (value ^ value >> 16) &* 0x7FEB_352D
        value = (value ^ value >> 15) &* 0x846C_A68B
        return value ^ value >> 16
    }

    /// One frame.
    private mutating func take(into output: inout [UInt8]) {
        let event = queue.first
        let (slot, part) = Int(event.handle).quotientAndRemainder(dividingBy: handlesPerSlot)
        let next: Int64?
        if part == 0 {
            slots[slot].pass(&encoder, into: &output)
            let own = (slot * plan.streamsPerCall)..<((slot + 1) * plan.streamsPerCall)
            slots[slot].prepare(&streams, own)
            next = slots[slot].nextTime
        } else {
            let index = slot * plan.streamsPerCall + part - 1
            streams[index].pass(ciphertext, &encoder, into: &output)
            slots[slot].count(at: event.time)
            if streams[index].isForward {
                streams[index].advance(&slots[slot].transportNumbers.forward)
            } else {
                streams[index].advance(&slots[slot].transportNumbers.backward)
            }
            next = streams[index].next == nil ? nil : streams[index].nextTime
        }
        if let next {
            queue.moveFirst(to: next)
        } else {
            queue.removeFirst()
            slots[slot].running -= 1
            if slots[slot].running == 0 { replace(slot, after: event.time) }
        }
    }

    private mutating func replace(_ slot: Int, after time: Int64) {
        record(slot, isCut: false)
        guard calls < plan.calls ?? .max else { return }
        begin(slot, at: time + Int64(random.fraction() * min(0.5, plan.seconds / 4) * 1e9))
    }

    private mutating func record(_ slot: Int, isCut: Bool) {
        for index in 0..<plan.streamsPerCall {
            truth.append(streams[slot * plan.streamsPerCall + index], of: slots[slot], isCut: isCut)
        }
        truth.append(slots[slot], isCut: isCut)
    }

    private mutating func finish() {
        isFinished = true
        for slot in slots.indices where slots[slot].running > 0 { record(slot, isCut: true) }
    }
}
