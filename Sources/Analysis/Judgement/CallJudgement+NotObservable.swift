import ICE
import Media
import Report
import Wire

extension CallJudgement {
    /// Fields that stay null, each with its reason.
    func notObservable(_ rtt: RTTJudgement) -> [NotObservable] {
        var missing = [
            NotObservable(field: "call.sdk_version", reason: "only the client knows it")
        ]
        let dialogs = facts.signalled.dialogs
        for (field, isKnown) in [
            ("call.telnyx_session_id", dialogs.contains { $0.telnyxSessionID != nil }),
            ("call.telnyx_leg_id", dialogs.contains { $0.telnyxLegID != nil }),
        ] where !isKnown {
            missing.append(
                NotObservable(field: field, reason: "only the client's report or the signalling gives it"))
        }
        missing.append(
            NotObservable(
                field: "segments.audioLevel", reason: "the id of the audio level extension (RFC 6464) is not known"))
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
        for stream in streams where stream.figures.jitterLast == nil && stream.figures.clock != nil {
            missing.append(
                NotObservable(
                    field: "network.streams.jitter_ms (\(stream.ssrc))",
                    reason: "the session description gave another clock rate than the packets seemed to have, too late")
            )
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
                        : facts.signalled.isWithoutHandshake
                            ? "the signalling agreed on media without DTLS"
                            : "media without a handshake in this capture: not DTLS-SRTP, or it began earlier"))
        }
        let isNameless = streams.contains { stream in
            stream.figures.payloadTypes.contains { count in
                StaticPayloadType(count.payloadType) == nil && signalledCodec(of: count.payloadType, in: stream) == nil
            }
        }
        if isNameless {
            missing.append(
                NotObservable(
                    field: "network.streams.payload_types.codec",
                    reason: "a dynamic payload type's codec stands in the SDP alone"))
        }
        return missing
    }
}
