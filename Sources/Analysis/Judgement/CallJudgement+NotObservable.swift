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
        ]
        missing += contentNotObservable
        if let reason = rtt.missing { missing.append(NotObservable(field: "segments.rtt", reason: reason)) }
        if !streams.isEmpty, cipher.tagLength == nil {
            missing.append(
                NotObservable(
                    field: "segments.bytesSent, segments.bytesReceived, network.streams.payload_bytes",
                    reason: "the length of the SRTP authentication tag is undecided"))
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
        return missing
    }
}
