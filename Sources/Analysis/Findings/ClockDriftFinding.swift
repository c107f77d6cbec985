import Media
import Report

extension FindingsJudgement {
    /// Parts per million: a receiver drops or repeats a packet of 20 ms every 100 s. Oscillators are within 100.
    private static var driftLimit: Double { 200 }

    var driftFindings: [Finding] {
        let drifts = mainStreams.compactMap { stream in stream.drift.map { (stream: stream, drift: $0) } }
        return drifts.compactMap { stream, drift in
            let size = abs(drift.partsPerMillion)
            guard size - drift.uncertainty > Self.driftLimit else { return nil }
            // Clocks of two senders do not agree by chance.
            let isCapture = drifts.contains { other in
                other.stream.sender != stream.sender
                    && abs(other.drift.partsPerMillion - drift.partsPerMillion)
                        <= other.drift.uncertainty + drift.uncertainty
            }
            let way = drift.partsPerMillion > 0 ? "fast" : "slow"
            return Finding(
                code: .clockDrift, severity: .info,
                title: isCapture
                    ? "The capture's clock differs from both senders' by \(Self.text(size)) ppm"
                    : "The \(name(of: stream))'s media clock runs \(Self.text(size)) ppm \(way)",
                evidence: [
                    FindingEvidence(
                        text: "\(stream.ssrc): \(Self.text(size)) ± \(Self.text(drift.uncertainty)) ppm, a packet of "
                            + "20 ms in \(Self.text(20_000 / size)) s too \(drift.partsPerMillion > 0 ? "many" : "few")",
                        frames: [stream.figures.firstFrame, stream.figures.lastFrame], filter: filter(stream))
                ],
                place: isCapture ? .capture : call.direction(of: stream) == .sent ? .client : .farEnd,
                action: isCapture
                    ? "Set the capturing host's clock right; jitter and delays of this capture are off by as much."
                    : "Expect a click where the receiver drops or repeats a packet: look at the sound device, a resampler or "
                        + "a virtual machine's clock at the \(name(of: stream)).")
        }
    }
}
