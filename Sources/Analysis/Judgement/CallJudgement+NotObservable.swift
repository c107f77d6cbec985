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
        missing += contentNotObservable
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
        let driftless = streams.filter { $0.figures.clock != nil && $0.drift == nil }
        if !driftless.isEmpty {
            missing.append(
                NotObservable(
                    field: "network.streams.drift_ppm (\(driftless.map(\.ssrc.description).joined(separator: ", ")))",
                    reason:
                        "too few packets over too short a time, or delays too unsteady, for \(Int(ClockDriftEstimate.maxUncertainty)) ppm"
                ))
        }
        if streams.contains(where: { $0.signalled?.hasNACK == nil }) {
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
        if !hasICE || client.selected == nil {
            missing.append(
                NotObservable(
                    field: "ice_data.selected_pair",
                    reason: hasICE
                        ? "no pair carried the client's media or DTLS, or was nominated and answered"
                        : "no connectivity checks in this capture"))
        }
        if session.pairs.contains(where: \.isNominationAssumed) {
            missing.append(
                NotObservable(
                    field: "network.ice.pairs.nominated (whether it was answered)",
                    reason:
                        "the capture holds no answer to checks of the agent that nominated: it says that one was sent"
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
        return missing
    }
}
