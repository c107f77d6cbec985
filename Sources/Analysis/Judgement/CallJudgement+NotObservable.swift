import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// Fields that stay null, each with its reason.
    func notObservable(_ rtt: RTTJudgement) -> [NotObservable] {
        var missing = [
            NotObservable(field: "call.sdk_version", reason: "only the client knows it"),
            NotObservable(
                field: "call.telnyx_session_id", reason: "only the client's report or the signalling gives it"),
            NotObservable(field: "call.telnyx_leg_id", reason: "only the client's report or the signalling gives it"),
            NotObservable(
                field: "segments.audioLevel", reason: "the id of the audio level extension (RFC 6464) is not known"),
        ]
        if let reason = rtt.missing {
            missing.append(NotObservable(field: "segments.rtt", reason: reason))
            missing.append(NotObservable(field: "network.rtt.path_ms", reason: reason))
        }
        if facts.paths.contains(where: { $0.transport == .tcp }) {
            missing.append(
                NotObservable(field: "network.rtt.halves (tcp)", reason: "TCP acknowledgements are not timed"))
        }
        if let reason = tap.missing {
            missing.append(NotObservable(field: "network.perspective.tap", reason: reason))
        }
        if !streams.isEmpty, cipher.tagLength == nil {
            missing.append(
                NotObservable(
                    field: "segments.bytesSent, segments.bytesReceived, network.streams.payload_bytes",
                    reason: "the length of the SRTP authentication tag is undecided"))
        }
        for stream in streams where stream.figures.clock == nil {
            missing.append(
                NotObservable(
                    field: "network.streams.jitter_ms, late_loss, drift_ppm (\(stream.ssrc))",
                    reason: "the clock rate is unknown: the stream is too short or its timestamps follow no usual clock"
                ))
        }
        let driftless = streams.filter { $0.figures.clock != nil && $0.drift == nil }
        if !driftless.isEmpty {
            missing.append(
                NotObservable(
                    field: "network.streams.drift_ppm (\(driftless.map(\.ssrc.description).joined(separator: ", ")))",
                    reason:
                        "too few packets over too short a time, or delays too unsteady, for \(Int(ClockDriftEstimate.maxUncertainty)) ppm"
                ))
        }
        if !streams.isEmpty {
            missing.append(
                NotObservable(
                    field: "network.streams.client_jump_threshold",
                    reason: "whether NACK was negotiated stands in the SDP: the usual threshold of the kind is taken"))
        }
        if session.pairs.isEmpty {
            missing.append(
                NotObservable(
                    field: "network.transport", reason: "nothing went between the client and a peer in this capture"))
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
