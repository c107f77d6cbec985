import Media
import Report

extension FindingsJudgement {
    /// Both sides send under one SSRC with numbers of their own (RFC 3550 8.2); an echo of the same numbers is a loop.
    var ssrcCollision: Finding? {
        for (index, stream) in call.streams.enumerated() {
            guard
                let other = call.streams[(index + 1)...].first(where: {
                    $0.ssrc == stream.ssrc && $0.sender != stream.sender
                })
            else { continue }
            let first = stream.legs[0].tracker.first
            let second = other.legs[0].tracker.first
            let isLoop =
                abs(Int(Int16(bitPattern: second.sequenceNumber &- first.sequenceNumber))) < 3000
                && Int32(bitPattern: second.timestamp &- first.timestamp).magnitude < 1 << 24
            guard !isLoop else { continue }
            return Finding(
                code: .ssrcCollision, severity: .warning,
                title: "Both sides send under SSRC \(stream.ssrc)",
                evidence: [
                    FindingEvidence(
                        text: "sequence numbers begin at \(first.sequenceNumber) and at \(second.sequenceNumber)",
                        frames: [first.frame, second.frame].sorted(), filter: filter(stream))
                ],
                place: nil,
                action:
                    "One of the two must choose another (RFC 3550 8.2). Until then RTCP reports and statistics by SSRC "
                    + "mix them up; with SDES keys shared by both, the keystream is used twice.")
        }
        return nil
    }
}
