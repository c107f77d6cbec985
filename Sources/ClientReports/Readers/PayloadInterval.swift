import Report

/// One element of `stats` of the body that the SDKs post.
enum PayloadInterval {
    private static let seconds = StatedUnit.seconds("the SDK's payload")
    private static let milliseconds = StatedUnit.milliseconds("the SDK's payload")

    /// - Parameter time: where the interval itself has none.
    static func sample(_ interval: inout ReportFields, otherwiseAt time: UnixTime?) -> ClientSample? {
        let start = interval.time("intervalStartUtc")
        guard let end = interval.time("intervalEndUtc") ?? interval.timeIfAny("timestamp") ?? time ?? start else {
            interval.notes.add(.unusableField, at: interval.path, "An interval without a time cannot be compared")
            return nil
        }
        var sample = ClientSample(start: start.flatMap { $0 <= end ? $0 : nil }, time: end)
        if var audio = interval.object("audio") {
            if var inbound = audio.object("inbound") { sample.inbound = [Self.inbound(&inbound)] }
            if var outbound = audio.object("outbound") { sample.outbound = [Self.outbound(&outbound)] }
            audio.noteUnknown()
        }
        var pairRoundTrip: Double?
        if var ice = interval.object("ice") {
            pairRoundTrip = ice.milliseconds("currentRoundTripTime", in: seconds)
            sample.pair = pair(&ice)
        }
        sample.connection = connection(&interval, pairRoundTrip: pairRoundTrip)
        if var transport = interval.object("transport") { sample.transport = StatsEntry.transport(&transport) }
        if var remote = interval.object("remoteRtcp") {
            if var inbound = remote.object("inbound") {
                sample.remoteInbound = StatsEntry.remoteInbound(&inbound, jitter: milliseconds)
            }
            if var outbound = remote.object("outbound") { sample.remoteOutbound = StatsEntry.remoteOutbound(&outbound) }
            remote.noteUnknown()
        }
        interval.ignore(["intervalStartUtc", "intervalEndUtc", "timestamp", "mediaPlayout"])
        interval.noteUnknown()
        return sample
    }

    /// The SDK keeps means of what it polled, under names of their own.
    private static func inbound(_ fields: inout ReportFields) -> ClientInboundStream {
        let jitter = fields.milliseconds("jitterAvg", in: milliseconds)
        let level = fields.level("audioLevelAvg")
        var stream = StatsEntry.inbound(&fields, kind: .audio)
        if let jitter { stream.jitterMilliseconds = ClientFigure(jitter, .mean) }
        if let level { stream.audioLevel = ClientFigure(level, .mean) }
        return stream
    }

    private static func outbound(_ fields: inout ReportFields) -> ClientOutboundStream {
        let level = fields.level("audioLevelAvg")
        var stream = StatsEntry.outbound(&fields, kind: .audio)
        if let level { stream.audioLevel = ClientFigure(level, .mean) }
        return stream
    }

    private static func pair(_ ice: inout ReportFields) -> ClientPair {
        var pair = StatsEntry.pairStates(&ice)
        if var local = ice.object("local") { pair.local = StatsEntry.candidate(&local) }
        if var remote = ice.object("remote") { pair.remote = StatsEntry.candidate(&remote) }
        ice.noteUnknown()
        return pair
    }

    private static func connection(_ interval: inout ReportFields, pairRoundTrip: Double?) -> ClientConnection? {
        guard var fields = interval.object("connection") else {
            guard let pairRoundTrip else { return nil }
            var connection = ClientConnection()
            connection.roundTripMilliseconds = ClientFigure(pairRoundTrip, .last)
            return connection
        }
        var connection = StatsEntry.counters(&fields)
        let mean = fields.milliseconds("roundTripTimeAvg", in: seconds)
        if let current = fields.milliseconds("currentRoundTripTime", in: seconds) ?? pairRoundTrip {
            connection.roundTripMilliseconds = ClientFigure(current, .last)
        } else if let mean {
            connection.roundTripMilliseconds = ClientFigure(mean, .mean)
        }
        fields.ignore(["roundTripTimeSource"])
        fields.noteUnknown()
        return connection
    }
}

extension StatsEntry {
    /// What a candidate pair says of itself; its ends stand elsewhere.
    static func pairStates(_ fields: inout ReportFields) -> ClientPair {
        var pair = ClientPair()
        pair.nominated = fields.flag("nominated")
        pair.state = fields.text("state")
        pair.requestsSent = fields.count("requestsSent")
        pair.responsesReceived = fields.count("responsesReceived")
        fields.ignore(KnownFields.pair)
        return pair
    }

    static func counters(_ fields: inout ReportFields) -> ClientConnection {
        var connection = ClientConnection()
        connection.packetsSent = fields.count("packetsSent")
        connection.packetsReceived = fields.count("packetsReceived")
        connection.bytesSent = fields.count("bytesSent")
        connection.bytesReceived = fields.count("bytesReceived")
        return connection
    }
}

extension ReportFields {
    mutating func timeIfAny(_ key: String) -> UnixTime? { has(key) ? time(key) : nil }
}
