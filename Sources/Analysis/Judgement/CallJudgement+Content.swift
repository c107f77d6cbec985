import Media
import Report
import Wire

// What streams carry: bytes as getStats counts them, audio levels, whether somebody speaks.
extension CallJudgement {
    // MARK: Bytes

    /// RTP payload bytes without padding and authentication tag, as getStats counts them; nil while the tag's length is
    /// not known.
    func payloadBytes(of stream: CallStream) -> Int? {
        let bytes = stream.figures.bytes
        return payloadCount(of: stream)?.bytes(
            bytes.protected, packets: stream.figures.unique - bytes.paddingOnlyPackets, other: bytes.otherPadding)
    }

    /// The same at the end of one of the stream's seconds.
    func payloadBytes(of stream: CallStream, at second: StreamSecond) -> Int? {
        payloadCount(of: stream)?.bytes(at: second)
    }

    /// What counts them at the end of many seconds.
    func payloadCount(of stream: CallStream) -> PayloadCount? {
        cipher.tagLength.map {
            PayloadCount(tagLength: Int64($0), leavesOutOtherPadding: stream.isOtherPaddingAlone)
        }
    }

    struct PayloadCount {
        fileprivate let tagLength: Int64
        fileprivate let leavesOutOtherPadding: Bool

        func bytes(at second: StreamSecond) -> Int {
            bytes(
                second.protectedBytes, packets: second.unique - second.paddingOnly, other: second.content.otherPadding)
        }

        fileprivate func bytes(_ protected: Int64, packets: Int64, other: PaddedBytes) -> Int {
            let other = leavesOutOtherPadding ? other : PaddedBytes()
            return Int(protected - other.bytes - tagLength * (packets - other.packets))
        }
    }

    /// Headers and what is padding alone, as getStats counts them.
    func headerBytes(of stream: CallStream) -> Int? {
        let bytes = stream.figures.bytes
        let other = stream.isOtherPaddingAlone ? bytes.otherPadding : PaddedBytes()
        let packets = bytes.paddingOnlyPackets + other.packets
        if packets == 0 { return Int(bytes.headers) }
        return cipher.tagLength.map {
            Int(bytes.headers + bytes.paddingOnlyBytes + other.bytes - Int64($0) * packets)
        }
    }

    // MARK: Levels and activity

    func activity(of stream: CallStream) -> StreamActivityReport? {
        guard stream.kind == .audio else { return nil }
        return ActivityJudgement(
            stream: stream, level: stream.audioLevel, tagLength: cipher.tagLength
        ).report
    }

    /// The levels from one state of a stream to a later one.
    static func level(id: UInt8, from before: StreamSecond?, to state: StreamSecond) -> AudioLevelSum? {
        state.content.level(id: id)?.growth(since: before?.content.level(id: id))
    }

    /// The level of all received audio, interval by interval.
    struct LevelSegments {
        private var streams: [(stream: CallStream, id: UInt8, before: StreamSecond?)]

        init(_ streams: [(stream: CallStream, id: UInt8?)]) {
            self.streams = streams.compactMap { stream in stream.id.map { (stream.stream, $0, nil) } }
        }

        /// - Parameter end: nil for the last interval.
        mutating func next(_ end: Timestamp?) -> Double? {
            var sum = AudioLevelSum()
            for index in streams.indices {
                let (stream, id, before) = streams[index]
                guard let state = end.map({ stream.figures.state(at: $0) }) ?? stream.figures.seconds.last else {
                    continue
                }
                if let level = CallJudgement.level(id: id, from: before, to: state) {
                    sum.packets &+= level.packets
                    sum.sum &+= level.sum
                }
                streams[index].before = state
            }
            return sum.mean
        }
    }

    // MARK: What cannot be known

    var contentNotObservable: [NotObservable] {
        var missing: [NotObservable] = []
        func note(_ field: String, _ reason: String) { missing.append(NotObservable(field: field, reason: reason)) }
        if let reason = missingAudioLevel { note("segments.audioLevel", reason) }
        for stream in streams {
            let name = "(\(stream.ssrc))"
            if let reason = missingJitter(of: stream) {
                note("network.streams.jitter_ms, late_loss, drift_ppm \(name)", reason)
            }
            let padded = stream.paddedMediaPackets
            if padded > 0, cipher.tagLength != nil {
                note(
                    "network.streams.payload_bytes \(name)",
                    "\(padded) packets with the P bit are not padding alone: how much of them is padding is encrypted, "
                        + "and counted as payload")
            }
            if headerBytes(of: stream) == nil {
                note(
                    "network.streams.header_bytes \(name)",
                    "packets of padding alone end in an SRTP authentication tag of undecided length")
            }
            if stream.retransmission != nil, stream.primary == nil {
                note("network.streams.rtx_of \(name)", "its timestamps are those of several streams")
            }
        }
        let types = streams.flatMap { stream in
            stream.figures.payloadTypes.map { PayloadTypeJudgement($0, of: stream, given: options.clockRates) }
        }
        if types.contains(where: { $0.codec == nil }) {
            note(
                "network.streams.payload_types.codec",
                "a dynamic payload type's codec, RED and FEC among them, stands in the SDP alone")
        }
        return missing
    }

    private var missingAudioLevel: String? {
        let received = streams.filter { $0.mayBeAudio && direction(of: $0) == .received }
        if received.isEmpty { return "no audio towards the client in this capture" }
        if received.contains(where: { $0.audioLevel != nil }) { return nil }
        if received.allSatisfy({ $0.figures.content.levels.first.total.packets == 0 }) {
            return "the packets carry no audio level extension (RFC 6464)"
        }
        return
            "which header extension is the audio level (RFC 6464) stands in the SDP alone, and the packets do not tell"
    }

    private func missingJitter(of stream: CallStream) -> String? {
        if stream.figures.jitterLast != nil { return nil }
        if stream.changesClock { return "the clock rate changes with the payload type, and one of them is not known" }
        return stream.figures.clock == nil
            ? "the clock rate is unknown: the stream is too short or its timestamps follow no usual clock"
            : "the clock rate became known when its first packets were no longer kept"
    }
}

extension CallStream {
    /// Whether packets with padding whose timestamp is new are padding alone too: on a retransmission's SSRC it repeats
    /// that of the primary; in audio, whose packets are never padded otherwise, the packet that had it first was lost.
    var isOtherPaddingAlone: Bool {
        if retransmission != nil { return true }
        let bytes = figures.bytes
        return mayBeAudio && bytes.otherPaddingInOrder == 0
            && bytes.paddedPackets == bytes.paddingOnlyPackets + bytes.otherPadding.packets
    }

    /// Packets that carry media and padding.
    var paddedMediaPackets: Int64 {
        let alone = figures.bytes.paddingOnlyPackets + (isOtherPaddingAlone ? figures.bytes.otherPadding.packets : 0)
        return figures.bytes.paddedPackets - alone
    }

    /// Whether a dynamic payload type runs on another clock than the stream's.
    var changesClock: Bool {
        retransmission == nil
            && figures.payloadTypes.contains { PayloadTypeJudgement.ownClock($0, besides: figures.clock) != nil }
    }
}
