import Wire

@testable import Media

/// A kind of stream, made at random.
struct StreamKind {
    var name: String
    var rate = 48000.0
    /// Ticks between frames, packets of a frame.
    var step = 960
    var packetsPerFrame = 1
    var jitter = 20.0
    /// Once in so many packets; 0 is never.
    var loss = 0
    var burst = 0
    var duplicate = 0
    var reorder = 0
    var restart = 0
    var stray = 0
    var padding = 0
    var pause = 0
    var double = 0
    var typeChange = 0
    /// Packets that the network holds together, that it loses with time passing, that the sender does not send.
    var holding = 0
    var outage = 0
    var silence = 0
    var route = 0
    /// Packets between changes of what is heard: level and size; 0 is no level at all.
    var talk = 0
    /// Clear silence: the same bytes again.
    var isClear = false
    /// Once in so many packets a telephone event, a change to G.711 for good.
    var event = 0
    var codecChange = 0

    static let all = [
        StreamKind(name: "clean", jitter: 0), StreamKind(name: "loss", loss: 20),
        StreamKind(name: "bursts", loss: 50, burst: 300),
        StreamKind(name: "duplicates and reordering", loss: 100, duplicate: 20, reorder: 15),
        StreamKind(name: "restarts", loss: 100, reorder: 50, restart: 700, stray: 300),
        StreamKind(name: "padding", loss: 30, padding: 10, typeChange: 200),
        StreamKind(name: "DTX", jitter: 5, loss: 100, pause: 2),
        StreamKind(name: "seen twice", duplicate: 50, double: 1),
        StreamKind(name: "video", rate: 90000, step: 3000, packetsPerFrame: 6, loss: 60, burst: 900, reorder: 40),
        StreamKind(name: "G.711", rate: 8000, step: 160, loss: 10, burst: 400, stray: 500, double: 2),
        StreamKind(name: "talk", loss: 60, reorder: 60, padding: 40, talk: 400),
        StreamKind(name: "talk with DTX", jitter: 5, loss: 100, pause: 3, talk: 700),
        StreamKind(name: "clear silence", rate: 8000, step: 160, loss: 200, talk: 900, isClear: true, event: 300),
        StreamKind(name: "long silence", loss: 3000, talk: 5000, isClear: true),
        StreamKind(name: "codec change", loss: 100, codecChange: 3000),
        StreamKind(
            name: "all at once", loss: 25, burst: 250, duplicate: 30, reorder: 20, restart: 900, stray: 250,
            padding: 20,
            pause: 100, double: 3, typeChange: 150, talk: 300, event: 400),
        StreamKind(
            name: "outages and holds", loss: 80, reorder: 60, holding: 150, outage: 200, silence: 250, route: 300),
        StreamKind(
            name: "video's", rate: 90000, step: 3000, packetsPerFrame: 5, loss: 200, burst: 300, reorder: 30,
            holding: 400, outage: 500, silence: 600, route: 100),
    ]

    func packets(_ count: Int, random: inout Randomness) -> [RTPArrival] {
        func happens(_ once: Int) -> Bool { once > 0 && random.once(in: once) }
        var packets = [RTPArrival]()
        var number = Int.random(in: 60000..<65536, using: &random)
        var timestamp = Int.random(in: 0..<(1 << 32), using: &random)
        var time = 0.0
        var (heldUntil, route) = (0.0, 60)
        var (events, isG711) = (0, false)
        for index in 0..<count {
            number += 1
            let isPadding = happens(padding)
            if index % packetsPerFrame == 0, !isPadding {
                let frames = happens(pause) ? 21 : 1
                timestamp += step * frames
                time += Double(step * frames) / rate * 1000
            }
            if happens(outage) {
                let frames = Int.random(in: 5...200, using: &random)
                number += frames * packetsPerFrame
                timestamp += step * frames
                time += Double(step * frames) / rate * 1000
            }
            if happens(silence) {
                let frames = Int.random(in: 10...400, using: &random)
                // With the clock, or with the clock standing still.
                if random.once(in: 2) { timestamp += step * frames }
                time += Double(step * frames) / rate * 1000
            }
            if happens(holding) { heldUntil = time + Double.random(in: 100...3000, using: &random) }
            if happens(self.route) { route = Int.random(in: 50...60, using: &random) }
            if happens(burst) { number += Int.random(in: 20...900, using: &random) }
            if happens(restart) {
                number += Int.random(in: 5000..<60000, using: &random)
                timestamp += Int.random(in: 0..<(1 << 32), using: &random)
            }
            if happens(loss) { continue }
            let late = happens(reorder) ? Double.random(in: 20...80, using: &random) : 0
            let jitter = self.jitter > 0 ? Double.random(in: 0..<(self.jitter / 2), using: &random) : 0
            var type: UInt8 = happens(typeChange) ? 126 : 111
            let startsEvent = events == 0 && happens(event)
            if startsEvent { events = 10 }
            if happens(codecChange) { isG711 = true }
            if isG711 { type = 8 }
            let isQuiet = talk > 0 && index / talk % 2 == 1
            var seen = packet(
                number, timestamp: timestamp, milliseconds: max(time + jitter, heldUntil) + late,
                payloadType: events > 0 ? 101 : type, hasPadding: isPadding,
                length: events > 0 ? 16 : isQuiet ? 25 : Int.random(in: 40...200, using: &random),
                fingerprint: isQuiet && isClear ? 7 : nil, marker: startsEvent,
                level: talk == 0 || isPadding || events > 0
                    ? nil : UInt8.random(in: isQuiet ? 60...127 : 0...70, using: &random),
                mediaID: talk > 0 && index < 900 ? 48 : nil)
            seen.marks.timeToLive = UInt8(route)
            events = max(0, events - 1)
            packets.append(seen)
            if happens(stray) {
                packets.append(packet(number + 30000, timestamp: timestamp, milliseconds: time + jitter))
            }
            if happens(duplicate) {
                seen.time = seen.time.advanced(byNanoseconds: 1_000_000)
                packets.append(seen)
            }
            if happens(double) {
                seen.time = seen.time.advanced(byNanoseconds: 1000)
                seen.origin = 2
                packets.append(seen)
            }
        }
        packets = packets.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }.map(\.element)
        for index in packets.indices { packets[index].frame = UInt64(index) }
        return packets
    }
}

// What is printed of a stream, to compare two of them.

/// All figures, as printed: counts exactly, milliseconds to three decimals.
func figures(_ tracker: StreamTracker) -> [String] {
    func rounded(_ value: Double?) -> String { value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "nil" }
    var tracker = tracker
    tracker.inferClock(isFinal: true)
    let sequence = tracker.sequence
    let jitter = tracker.jitterFigures
    var lines = [
        "unique \(sequence.unique) expected \(sequence.expected) duplicates \(sequence.duplicates)",
        "reordered \(sequence.reordered) late \(sequence.late) strays \(sequence.strays)",
        "restarts \(sequence.restarts) holding \(sequence.isHolding)",
        "span \(sequence.highest - sequence.first)",
        "runs \(sequence.lossRunsToNow.runs.map { "\($0.length)x\($0.count)" })",
        "client \(ClientLossCounter.Threshold.allCases.map { tracker.clientLoss.lost($0) })",
        "bytes \(tracker.bytes)", "doubles \(tracker.captureDoubles)",
        "types \(tracker.payloadTypeCounts)",
        "jitter \(rounded(jitter?.lastMilliseconds)) \(rounded(jitter?.meanMilliseconds))",
        "jitter max \(rounded(jitter?.maxMilliseconds)) packets \(jitter?.packets ?? -1)",
        "clock \(tracker.clock?.rate.rawValue ?? 0)", "first \(tracker.first.frame) last \(tracker.last.frame)",
        "shares \(tracker.recent.sharesPacket(with: tracker.recent)) step \(tracker.secondStep)",
    ]
    let gaps = tracker.gapsToNow
    lines += [
        "bursts \(sequence.lossToNow.bursts.figures)", "late \(tracker.latePackets.map { "\($0)" } ?? "nil")",
        "marks \(tracker.marks.counts(unique: sequence.unique))",
        "gaps \(gaps.count), longest \(gaps.longest.map { figures($0) } ?? "none")",
    ]
    lines += gaps.gaps.map { figures($0) }
    lines += tracker.drift.points.map {
        "drift \($0.time.nanoseconds) \($0.line) \(rounded(($0.transit - firstTransit(tracker)) / 1e6))"
    }
    lines += contents(tracker)
    lines += tracker.secondsToNow.map {
        "\($0.second): \($0.unique) \($0.lost) \($0.protectedBytes) \($0.paddingOnly) \(rounded($0.jitterSumMilliseconds))"
            + " \($0.duplicates) \($0.reordered) \($0.clientLost) \($0.content)"
    }
    return lines
}

private func figures(_ gap: ArrivalGap) -> String {
    "\(gap.frameBefore)-\(gap.frameAfter) \(gap.nanoseconds) missing \(gap.missing) ticks \(gap.ticks)"
        + " usual \(gap.usualNanoseconds) \(gap.usualTicks) then \(gap.after.map { "\($0)" } ?? "nothing")"
}

private func firstTransit(_ tracker: StreamTracker) -> Double {
    tracker.drift.points.first?.transit ?? 0
}

private func contents(_ tracker: StreamTracker) -> [String] {
    func spans(_ steady: SteadySpans) -> String {
        "\(steady.spans) \(steady.count) \(steady.nanoseconds) \(steady.packets)"
    }
    let content = tracker.contentToNow
    let pauses = content.pauses
    return [
        "sizes \(spans(content.sameSize))", "bytes \(spans(content.sameBytes))",
        "pauses \(pauses.count) \(pauses.nanoseconds) \(pauses.ticks) \(pauses.longCount) \(pauses.longNanoseconds)",
        "paused \(spans(pauses.spans))",
    ]
        + [content.levels.first, content.levels.second].map {
            "level \($0.total) \($0.firstValue) \($0.varies) \($0.loudest) \($0.atFloor) \(spans($0.quietSpans))"
        }
}

/// The first lines that differ.
func differences(_ found: [String], _ expected: [String]) -> [String] {
    guard found.count == expected.count else { return ["\(found.count) lines instead of \(expected.count)"] }
    return Array(zip(found, expected).filter { $0 != $1 }.prefix(4).map { "\($0) instead of \($1)" })
}
