import Report

/// Puts what a client polled in order of time, drops what came twice, and notes what is missing or cannot be.
enum SampleOrder {
    /// Between intervals: clocks of timers, and what an app does between two polls.
    private static let slack = 0.5
    /// Polls that are this much further apart than those before and after: one is missing.
    private static let stepFactor = 1.75

    static func settle(_ report: inout ClientReport, _ notes: ReadingNotes) {
        let path = FieldPath(report.shape.sampleList)
        sort(&report.samples, path, notes)
        dropRepeats(&report.samples, path, notes)
        noteMissing(report.samples, path, notes)
        noteFallen(report.samples, notes)
        report.stateChanges = report.stateChanges.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }

    private static func sort(_ samples: inout [ClientSample], _ path: FieldPath, _ notes: ReadingNotes) {
        let late = samples.indices.dropFirst().first { samples[$0].time < samples[$0 - 1].time }
        guard let late else { return }
        notes.add(.reordered, at: path.index(late), "What is earlier stands later in the report")
        // Order of the document where times are the same.
        samples = samples.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
            \.element)
    }

    private static func dropRepeats(_ samples: inout [ClientSample], _ path: FieldPath, _ notes: ReadingNotes) {
        var kept: [ClientSample] = []
        for (index, sample) in samples.enumerated() {
            if let last = kept.last, last.time == sample.time {
                notes.add(
                    .repeated, at: path.index(index),
                    last == sample
                        ? "The same interval again is left out"
                        : "An interval of the same time with other figures is left out")
            } else {
                kept.append(sample)
            }
        }
        samples = kept
    }

    private static func noteMissing(_ samples: [ClientSample], _ path: FieldPath, _ notes: ReadingNotes) {
        for index in samples.indices.dropFirst() {
            let (earlier, later) = (samples[index - 1], samples[index])
            let gap: Double
            if let start = later.start {
                gap = start.seconds(since: earlier.time)
                guard gap > slack else { continue }
            } else {
                gap = later.time.seconds(since: earlier.time)
                guard index >= 2, index + 1 < samples.count else { continue }
                let before = earlier.time.seconds(since: samples[index - 2].time)
                let after = samples[index + 1].time.seconds(since: later.time)
                guard gap > stepFactor * max(before, after) else { continue }
            }
            let milliseconds = Int((gap * 1000).rounded())
            notes.add(
                .missing, at: path.index(index),
                later.start == nil
                    ? "Polls are missing: \(milliseconds) ms lie between two of them"
                    : "An interval is missing: the one before ends \(milliseconds) ms earlier")
        }
    }

    // MARK: Counters

    private struct Counter: Hashable {
        var name: String
        var kind: ClientMediaKind
        var ssrc: UInt32?
        var position: Int
    }

    /// Losses may fall (RFC 3550 A.3), counts cannot.
    private static func noteFallen(_ samples: [ClientSample], _ notes: ReadingNotes) {
        var last: [Counter: Int] = [:]
        func take(_ counter: Counter, _ value: Int?) {
            guard let value else { return }
            if let before = last[counter], value < before {
                notes.add(.counterFell, at: FieldPath(counter.name), fell(from: before, to: value))
            }
            // Sources of a hostile report do not end.
            if last.count < ClientReport.stateChangeCapacity || last[counter] != nil { last[counter] = value }
        }
        for sample in samples {
            for (position, stream) in sample.inbound.enumerated() {
                let position = stream.ssrc == nil ? position : 0
                for (name, value) in [
                    ("audio.inbound.packetsReceived", stream.packetsReceived),
                    ("audio.inbound.bytesReceived", stream.bytesReceived),
                ] { take(Counter(name: name, kind: stream.kind, ssrc: stream.ssrc, position: position), value) }
            }
            for (position, stream) in sample.outbound.enumerated() {
                let position = stream.ssrc == nil ? position : 0
                for (name, value) in [
                    ("audio.outbound.packetsSent", stream.packetsSent), ("audio.outbound.bytesSent", stream.bytesSent),
                ] { take(Counter(name: name, kind: stream.kind, ssrc: stream.ssrc, position: position), value) }
            }
        }
        noteFallenConnection(samples, notes)
    }

    /// Each pair counts for itself.
    private static func noteFallenConnection(_ samples: [ClientSample], _ notes: ReadingNotes) {
        let counters: [(name: String, value: (ClientConnection) -> Int?)] = [
            ("connection.packetsSent", { $0.packetsSent }), ("connection.packetsReceived", { $0.packetsReceived }),
            ("connection.bytesSent", { $0.bytesSent }), ("connection.bytesReceived", { $0.bytesReceived }),
        ]
        for (name, value) in counters {
            var last: (value: Int, pair: ClientPair?)?
            for sample in samples {
                guard let current = sample.connection.flatMap(value) else { continue }
                if let last, current < last.value, last.pair?.local == sample.pair?.local,
                    last.pair?.remote == sample.pair?.remote
                {
                    notes.add(.counterFell, at: FieldPath(name), fell(from: last.value, to: current))
                }
                last = (current, sample.pair)
            }
        }
    }

    private static func fell(from before: Int, to value: Int) -> String {
        "It fell from \(before) to \(value): the client looked at another stream, or it is wrong"
    }
}

extension ClientReportShape {
    /// Where the shape has its samples.
    fileprivate var sampleList: String {
        switch self {
        case .documentedCall, .documentedICE: "segments"
        case .sdkPayload, .accountEntry, .rawStats, .internalsDump: "stats"
        case .debugFrames: "frames"
        case .debugTimeline: "timeline"
        }
    }
}
