import Report

/// The documented API's response, a whole call or its ICE part; this project's reports have the same shape.
enum DocumentedReader {
    private static let unit = StatedUnit.milliseconds("the documented API")

    /// - Parameter value: what stands in `data`.
    static func read(
        _ value: JSONValue, shape: ClientReportShape, at path: FieldPath, _ notes: ReadingNotes
    ) -> ClientReport? {
        guard var fields = ReportFields(value, at: path, notes) else { return nil }
        var report = ClientReport(shape: shape)
        // This project's own reports write every field, and null where the network cannot know it.
        notes.allowsNull = fields.has("network")
        if var call = fields.object("call") { Self.call(&call, &report) }
        for (index, segment) in (fields.list("segments") ?? []).enumerated() {
            let path = path.key("segments").index(index)
            guard var segment = ReportFields(segment, at: path, notes) else {
                notes.addMisfit(segment, at: path, expected: "a segment")
                continue
            }
            report.append(sample(&segment), at: path, notes)
        }
        report.callID = report.callID ?? fields.textIfAny("call_id")
        fields.ignore(["logs", "network"])
        if fields.has("ice_data") {
            if var ice = fields.object("ice_data") { Self.ice(&ice, &report) }
            fields.noteUnknown()
        } else {
            Self.ice(&fields, &report)
        }
        return report
    }

    private static func call(_ call: inout ReportFields, _ report: inout ClientReport) {
        report.callID = call.textIfAny("call_id")
        report.sdkVersion = call.textIfAny("sdk_version")
        report.telnyxSessionID = call.textIfAny("telnyx_session_id")
        report.telnyxLegID = call.textIfAny("telnyx_leg_id")
        report.durationSeconds = call.number("duration", in: 0...ReportFields.largestFigure)
        call.noteUnknown()
    }

    private static func sample(_ segment: inout ReportFields) -> ClientSample? {
        guard let time = segment.time("timestamp", in: .seconds) else {
            segment.notes.add(.unusableField, at: segment.path, "A segment without a time cannot be compared")
            return nil
        }
        let sample = Self.sample(&segment, at: time, unit: unit)
        segment.noteUnknown()
        return sample
    }

    /// The figures of a documented segment or frame.
    static func sample(_ fields: inout ReportFields, at time: UnixTime, unit: StatedUnit) -> ClientSample {
        var sample = ClientSample(time: time)
        var inbound = ClientInboundStream(kind: .audio)
        inbound.packetsReceived = fields.count("packetsReceived")
        inbound.bytesReceived = fields.count("bytesReceived")
        inbound.packetsLost = fields.count("packetsLost", isSigned: true)
        inbound.jitterMilliseconds = fields.milliseconds("jitter", in: unit).map { ClientFigure($0, .last) }
        inbound.audioLevel = fields.level("audioLevel").map { ClientFigure($0, .last) }
        if inbound != ClientInboundStream(kind: .audio) { sample.inbound = [inbound] }
        var outbound = ClientOutboundStream(kind: .audio)
        outbound.packetsSent = fields.count("packetsSent")
        outbound.bytesSent = fields.count("bytesSent")
        if outbound != ClientOutboundStream(kind: .audio) { sample.outbound = [outbound] }
        if let roundTrip = fields.milliseconds("rtt", in: unit) {
            var connection = ClientConnection()
            connection.roundTripMilliseconds = ClientFigure(roundTrip, .last)
            sample.connection = connection
        }
        fields.ignore(["packetLoss"])
        return sample
    }

    private static func ice(_ ice: inout ReportFields, _ report: inout ClientReport) {
        if var fields = ice.object("transport") {
            var transport = ClientTransport()
            transport.iceState = fields.text("ice_state")
            transport.dtlsState = fields.text("dtls_state")
            transport.srtpCipher = fields.text("srtp_cipher", isNullable: true)
            fields.noteUnknown()
            report.transport = transport
        }
        if let value = ice.value("selected_pair", isNullable: true) {
            if var fields = ReportFields(value, at: ice.path.key("selected_pair"), ice.notes) {
                var pair = ClientPair()
                if var local = fields.object("local_candidate") { pair.local = candidate(&local) }
                if var remote = fields.object("remote_candidate") { pair.remote = candidate(&remote) }
                pair.nominated = fields.flag("nominated")
                pair.state = fields.text("state")
                fields.noteUnknown()
                report.pair = pair
            } else {
                ice.notes.addMisfit(value, at: ice.path.key("selected_pair"), expected: "an object")
            }
        }
        for (index, element) in (ice.list("candidates") ?? []).enumerated() {
            let path = ice.path.key("candidates").index(index)
            if var fields = ReportFields(element, at: path, ice.notes) {
                report.addLocal(candidate(&fields))
            } else {
                ice.notes.addMisfit(element, at: path, expected: "a candidate")
            }
        }
        ice.noteUnknown()
    }

    private static func candidate(_ fields: inout ReportFields) -> StatedCandidate {
        var candidate = StatedCandidate(
            type: fields.text("type"), address: fields.text("ip"), port: fields.integer("port", in: 0...65_535))
        candidate.transport = fields.has("protocol") ? fields.text("protocol")?.lowercased() : nil
        candidate.firstSeen = fields.has("timestamp") ? fields.time("timestamp", in: .seconds) : nil
        fields.noteUnknown()
        return candidate
    }
}
