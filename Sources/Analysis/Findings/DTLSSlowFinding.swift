import Report
import Wire

extension FindingsJudgement {
    /// A handshake that takes longer than this, beside the round trips that it needs, is heard as a late answer; in ms.
    private static var slowHandshake: Double { 1000 }
    private static var verySlowHandshake: Double { 3000 }
    /// Round trips of DTLS 1.2 with a cookie.
    private static var roundTrips: Double { 3 }

    /// DTLS in STUN waits for the other side's checks, which is ICE's time; what is lost by size is `dtls_mtu`.
    var dtlsSlow: Finding? {
        guard let association = call.association, !association.value.usesSTUN,
            let duration = association.value.duration, dtlsMTU == nil
        else { return nil }
        let milliseconds = DocumentedUnits.milliseconds(nanoseconds: duration)
        let needed = Self.roundTrips * (rtt.median ?? 0)
        guard milliseconds - needed >= Self.slowHandshake else { return nil }
        let waited = DocumentedUnits.milliseconds(nanoseconds: association.value.retransmissionWait ?? 0)
        let repeated = association.value.flights.filter(\.isRetransmission)
        let isRepeated = waited * 2 >= milliseconds
        let frames =
            [association.value.firstFrame] + repeated.prefix(6).map(\.firstFrame)
            + [association.value.change(to: .connected)?.frame].compactMap(\.self)
        return Finding(
            code: .dtlsSlow, severity: milliseconds - needed >= Self.verySlowHandshake ? .warning : .info,
            title: "The DTLS handshake took \(Self.text(milliseconds / 1000)) s"
                + (isRepeated ? ", most of it until flights that were not answered came again" : ""),
            evidence: [
                FindingEvidence(
                    text:
                        "\(Self.text(milliseconds)) ms from the first record to connected, \(Self.text(waited)) ms of it "
                        + "between a flight and its repetition; \(repeated.count) flights repeated",
                    frames: frames.distinct(), filter: "dtls && \(filter(call.facts.paths[association.path].pair))")
            ],
            place: nil,
            action: isRepeated
                ? "Look for loss of the flights that are repeated, or of their answers, or for a side that was not ready "
                    + "for them; media cannot begin before."
                : "One side takes long to answer: see which flight came late.")
    }
}
