import ICE
import Media
import Report
import Wire

extension CallJudgement {
    var perspectiveReport: Perspective {
        Perspective(
            local: party(perspective.client), remote: party(1 - perspective.client), evidence: perspective.evidence,
            confidence: perspective.confidence)
    }

    private func party(_ agent: Int) -> Party? {
        let value = session.agents[agent]
        guard !value.endpoints.isEmpty else { return nil }
        var endpoint: Endpoint?
        if let selected = value.selected {
            let pair = session.pairs[selected.pair]
            let side = pair.side(of: agent)
            // Behind a relay stands the relay's client.
            endpoint = pair.relay.flatMap { $0.relayedSide == side ? $0.client : nil } ?? pair.endpoints[side]
        }
        let addresses = Set(value.endpoints.map(\.address)).sorted().map(\.description)
        return Party(endpoint: (endpoint ?? value.endpoints.min()).map { TransportAddress($0) }, addresses: addresses)
    }

    var captureReport: CaptureReport {
        var report = health.report
        let allDoubles = streams.flatMap(\.legs).reduce(0) { $0 + $1.tracker.captureDoubles }
        report.doubled += Int(allDoubles)
        report.clockSteps = clock.steps.map {
            ClockStepReport(
                time: UnixTime($0.time), frame: $0.frame,
                milliseconds: DocumentedUnits.milliseconds(nanoseconds: $0.nanoseconds))
        }
        // A call whose first packet is media or consent had begun before the capture did.
        if !streams.isEmpty {
            let firstMedia = streams.map(\.figures.firstTime).min()
            let firstCheck = session.pairs.compactMap {
                Moment.earliest($0.checks.lower.requests.first, $0.checks.upper.requests.first)
            }.min()
            report.beginsMidCall =
                hasICE ? firstCheck.map { check in firstMedia.map { $0 < check.time } ?? false } : nil
        }
        return report
    }

    func notObservable(_ rtt: RTTJudgement) -> [NotObservable] {
        var missing = [
            NotObservable(field: "call.sdk_version", reason: "only the client knows it"),
            NotObservable(
                field: "call.telnyx_session_id", reason: "only the client's report or the signalling gives it"),
            NotObservable(field: "call.telnyx_leg_id", reason: "only the client's report or the signalling gives it"),
            NotObservable(
                field: "segments.audioLevel", reason: "the id of the audio level extension (RFC 6464) is not known"),
        ]
        if let reason = rtt.missing { missing.append(NotObservable(field: "segments.rtt", reason: reason)) }
        if !streams.isEmpty, cipher.tagLength == nil {
            missing.append(
                NotObservable(
                    field: "segments.bytesSent, segments.bytesReceived, network.streams.payload_bytes",
                    reason: "the length of the SRTP authentication tag is undecided"))
        }
        for stream in streams where stream.figures.clock == nil {
            missing.append(
                NotObservable(
                    field: "network.streams.jitter_ms (\(stream.ssrc))",
                    reason: "the clock rate is unknown: the stream is too short or its timestamps follow no usual clock"
                ))
        }
        if iceState == nil {
            missing.append(
                NotObservable(
                    field: "ice_data.transport.ice_state", reason: "no connectivity checks in this capture"))
        }
        if dtlsState == nil {
            missing.append(
                NotObservable(
                    field: "ice_data.transport.dtls_state",
                    reason: handshakeIsUnreadable
                        ? "the snap length cut the handshake's records"
                        : "media without a handshake in this capture: not DTLS-SRTP, or it began earlier"))
        }
        if streams.contains(where: { $0.figures.payloadTypes.contains { StaticPayloadType($0.payloadType) == nil } }) {
            missing.append(
                NotObservable(
                    field: "network.streams.payload_types.codec",
                    reason: "a dynamic payload type's codec stands in the SDP alone"))
        }
        return missing
    }
}
