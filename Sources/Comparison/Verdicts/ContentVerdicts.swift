import Analysis
import ClientReports
import Report
import Wire

// Codec, sound or silence, and what the far end reported by RTCP.
extension SampleContext {
    func contentVerdicts() -> [FieldComparison] {
        points().flatMap { point -> [FieldComparison] in
            let track = point.fit.track
            let isSent = track.direction == .sent
            let codec = isSent ? sample.outbound(track)?.codec : sample.inbound(track)?.codec
            let level = isSent ? sample.outbound(track)?.audioLevel : sample.inbound(track)?.audioLevel
            return codecVerdicts(codec, point) + [level.flatMap { audioLevel($0, point) }].compactMap(\.self)
        } + [remoteLoss()].compactMap(\.self)
    }

    // MARK: Codec

    private func codecVerdicts(_ codec: ClientCodec?, _ point: TrackPoint) -> [FieldComparison] {
        guard let codec,
            let stream = network.streams.first(where: {
                $0.ssrc.rawValue == point.fit.replay.arrivals.ssrc.rawValue
                    && $0.direction == point.fit.track.direction
            })
        else { return [] }
        var results: [FieldComparison] = []
        func word(_ value: FieldValue?) -> String {
            switch value {
            case .integer(let value)?: "\(value)"
            case .text(let value)?: value
            default: "nothing"
            }
        }
        if let type = codec.payloadType {
            let seen = stream.payloadTypes.map(\.payloadType)
            var result = FieldComparison(
                name(point.fit.track, "codec.payloadType"), client: .integer(type),
                network: (seen.first { $0 == type } ?? seen.first).map { .integer($0) },
                relation: "one of the stream's payload types; RED wraps another", verdict: .agree)
            if seen.isEmpty || point.point.packets == 0 {
                result.verdict = .notComparable
                result.cause = "no packet of it had come"
            } else if !seen.contains(type) {
                result.verdict = .explained
                result.cause =
                    "RED or another wrapping has a payload type of its own: the wire has \(word(result.network))"
            }
            results.append(result)
        }
        if let rate = codec.clockRate {
            let entry = stream.payloadTypes.first { $0.payloadType == codec.payloadType } ?? stream.payloadTypes.first
            var result = FieldComparison(
                name(point.fit.track, "codec.clockRate"), unit: "Hz", client: .integer(rate),
                network: entry?.clockRateHertz.map { .integer($0) }, relation: "the same RTP clock", verdict: .agree)
            if let known = entry?.clockRateHertz {
                if known != rate {
                    result.verdict = entry?.clockRateConfidence == .low ? .notComparable : .disagree
                    result.cause = "the timestamps run at \(known) Hz"
                }
            } else {
                result.verdict = .notComparable
                result.cause = "too few packets to tell the clock"
            }
            results.append(result)
        }
        if let type = codec.mimeType {
            let entry = stream.payloadTypes.first { $0.payloadType == codec.payloadType } ?? stream.payloadTypes.first
            let said = type.split(separator: "/").last.map(String.init) ?? type
            var result = FieldComparison(
                name(point.fit.track, "codec.mimeType"), client: .text(type), network: entry?.codec.map { .text($0) },
                relation: "the same codec", verdict: .agree)
            if let known = entry?.codec {
                if known.lowercased() != said.lowercased() {
                    result.verdict = .explained
                    result.cause = "payload type \(entry?.payloadType ?? 0) is \(known) by what the capture knows"
                }
            } else {
                result.verdict = .notComparable
                result.cause = "a dynamic payload type's codec stands in the SDP alone: give it with --sdp"
            }
            results.append(result)
        }
        return results
    }

    // MARK: Level

    /// Browsers report a decaying peak and packets a mean: the two are comparable as silence or sound only.
    private static let silence = 0.001

    private func audioLevel(_ said: ClientFigure, _ point: TrackPoint) -> FieldComparison? {
        guard point.fit.track.kind == .audio else { return nil }
        let isSent = point.fit.track.direction == .sent
        var result = FieldComparison(
            name(point.fit.track, said.statistic == .mean ? "audioLevelAvg" : "audioLevel"),
            client: .text(said.value > Self.silence ? "sound" : "silence"), network: nil,
            relation: "silence or sound, at a level of 0.001", verdict: .agree)
        let stream = network.streams.first { $0.ssrc.rawValue == point.fit.replay.arrivals.ssrc.rawValue }
        guard let stream, stream.audioLevel?.mean != nil else {
            result.verdict = .notComparable
            result.cause = "the packets show no audio level"
            return result
        }
        // A peak decays over seconds, and speech pauses for as long.
        let window = point.window
        let levels = stream.segments.filter {
            $0.timestamp.nanoseconds >= window.begin &- Self.decay
                && $0.timestamp.nanoseconds <= window.end &+ Self.decay
        }.compactMap(\.audioLevel)
        guard let least = levels.min(), let most = levels.max() else {
            result.verdict = .notComparable
            result.cause = "no packet of it about that time"
            return result
        }
        let isSound = said.value > Self.silence
        let agrees = isSound ? most > Self.silence : least <= Self.silence
        result.network = .text((agrees ? isSound : most > Self.silence) ? "sound" : "silence")
        if !agrees {
            result.verdict = .explained
            result.cause =
                isSound
                ? "the level is measured \(isSent ? "before encoding" : "after decoding, where concealment and gain add to it")"
                : isSent
                    ? "the packets carry sound that the client's level does not show"
                    : "sound came to the tap and the client played silence: it was lost, not decrypted or not played"
            result.place = .client
        }
        return result
    }

    /// ns for which a level outlasts its sound, and the segments' length.
    private static let decay: Int64 = 5_000_000_000

    // MARK: RTCP

    /// What the far end's receiver reports say of the client's stream.
    private func remoteLoss() -> FieldComparison? {
        guard let lost = sample.remoteInbound?.packetsLost,
            let point = points().first(where: { point in
                point.fit.track.direction == .sent && point.fit.track.kind == .audio
                    && (sample.remoteInbound?.ssrc == nil || point.fit.track.ssrc == nil
                        || point.fit.track.ssrc == sample.remoteInbound?.ssrc)
            })
        else { return nil }
        let middle = point.middle
        var result = FieldComparison(
            "remoteRtcp.inbound.packetsLost", unit: "packets", client: .integer(lost), network: .integer(middle.lost),
            relation: "gaps at the tap, as of a receiver report some seconds old; more were lost behind it",
            verdict: .agree,
            difference: Double(lost - middle.lost), tolerance: Double(tolerances.packets))
        let earlier = point.fit.replay.state(at: point.window.begin &- Self.reportAge)
        let seen = [earlier.clientLost, earlier.lost, middle.clientLost, middle.lost]
        if ((seen.min() ?? 0) - tolerances.packets...(seen.max() ?? 0) + tolerances.packets).contains(lost) {
            return result
        }
        if lost > middle.lost, lost <= middle.span {
            result.verdict = .explained
            result.cause = "\(lost - middle.lost) were lost between the tap and the far end"
            result.place = .betweenTapAndFarEnd
        } else if lost < middle.lost, lost >= 0 {
            result.verdict = .explained
            result.cause = "the far end's report is older, or its counter hides a jump"
            result.place = .farEnd
        } else {
            result.verdict = .disagree
            result.cause = lost < 0 ? "fewer than none are lost" : "more than were sent"
            result.place = .farEnd
        }
        return result
    }

    /// ns: audio sends a report each 5 s, give or take half.
    private static let reportAge: Int64 = 10_000_000_000
}
