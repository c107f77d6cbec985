import Report

/// Frames of the SDK's debug stream: as it really emits them (getStats entries, seconds), and as the public page describes
/// them (flat, milliseconds).
struct DebugFrameReader {
    static let entryNames = ["inboundAudio", "outboundAudio", "remoteInboundAudio", "remoteOutboundAudio"]
    private static let seconds = StatedUnit.seconds("the debug stream")
    private static let milliseconds = StatedUnit.milliseconds("the documented frame")

    private(set) var report = ClientReport(shape: .debugFrames)
    private let notes: ReadingNotes

    init(_ notes: ReadingNotes) { self.notes = notes }

    /// A frame, or one in the envelope of its event.
    mutating func take(_ value: JSONValue, at path: FieldPath) {
        guard let data = value["data"], value["event"] != nil else {
            return take(frame: value, at: path, otherwiseAt: nil)
        }
        guard var envelope = ReportFields(value, at: path, notes) else { return }
        report.callID = report.callID ?? envelope.textIfAny("call_id")
        let time = envelope.timeIfAny("timestamp")
        if value["event"]?.string == "telnyx.stats.report" {
            summary(data, at: path.key("data"))
        } else {
            take(frame: data, at: path.key("data"), otherwiseAt: time)
        }
        envelope.ignore(["event", "data", "tag"])
        envelope.noteUnknown()
    }

    /// {callId, duration, avgRtt}
    mutating func summary(_ value: JSONValue, at path: FieldPath) {
        guard var fields = ReportFields(value, at: path, notes) else { return }
        report.callID = fields.textIfAny("callId") ?? report.callID
        report.durationSeconds = fields.number("duration", in: 0...ReportFields.largestFigure)
        fields.ignore(["avgRtt"])
        fields.noteUnknown()
    }

    private mutating func take(frame value: JSONValue, at path: FieldPath, otherwiseAt outer: UnixTime?) {
        guard var frame = ReportFields(value, at: path, notes) else {
            return notes.addMisfit(value, at: path, expected: "a frame")
        }
        report.callID = report.callID ?? frame.textIfAny("callId")
        report.append(Self.sample(&frame, otherwiseAt: outer), at: path, notes)
    }

    static func sample(_ frame: inout ReportFields, otherwiseAt outer: UnixTime?) -> ClientSample? {
        let isReal = entryNames.contains { frame.has($0) }
        let taken = ["inboundAudio", "outboundAudio"].compactMap { frame.peek($0)?["timestamp"]?.number }.first
        guard let time = taken.flatMap({ ClientTime.unix($0)?.time }) ?? frame.timeIfAny("timestamp") ?? outer else {
            frame.notes.add(.unusableField, at: frame.path, "A frame without a time cannot be compared")
            return nil
        }
        frame.ignore(["timestamp", "mos", "quality", "callId"])
        if !isReal {
            let sample = DocumentedReader.sample(&frame, at: time, unit: milliseconds)
            frame.noteUnknown()
            return sample
        }
        var sample = ClientSample(time: time)
        if var entry = frame.objectIfSaid("inboundAudio") {
            sample.inbound = [StatsEntry.inbound(&entry, kind: .audio, unit: seconds)]
        }
        if var entry = frame.objectIfSaid("outboundAudio") {
            sample.outbound = [StatsEntry.outbound(&entry, kind: .audio)]
        }
        if var entry = frame.objectIfSaid("remoteInboundAudio") {
            sample.remoteInbound = StatsEntry.remoteInbound(&entry, jitter: seconds)
        }
        if var entry = frame.objectIfSaid("remoteOutboundAudio") {
            sample.remoteOutbound = StatsEntry.remoteOutbound(&entry)
        }
        // The frame's own jitter is that of the entry, or of what the far end received where there is none.
        if let jitter = frame.milliseconds("jitter", in: seconds), !sample.inbound.isEmpty {
            sample.inbound[0].jitterMilliseconds = sample.inbound[0].jitterMilliseconds ?? ClientFigure(jitter, .last)
        }
        if let roundTrip = frame.milliseconds("rtt", in: seconds) {
            var connection = ClientConnection()
            connection.roundTripMilliseconds = ClientFigure(roundTrip, .last)
            sample.connection = connection
        }
        frame.noteUnknown()
        return sample
    }
}

extension ReportFields {
    /// An object that is null as long as there is none.
    mutating func objectIfSaid(_ key: String) -> ReportFields? {
        value(key, isNullable: true) == nil ? nil : object(key)
    }
}
