import Wire

/// Describes RTPFB and PSFB packets (RFC 4585, RFC 5104).
enum RTCPFeedbackDescriber {
    static func add(_ bytes: Span<UInt8>, to packet: inout RTCPPacketDescriber.Packet) throws(WireError) {
        let feedback = try RTCPFeedback(parsing: bytes)
        let name = feedback.format.name(in: feedback.type) ?? "\(packet.summary) format \(feedback.format.rawValue)"
        let sender = RTCPPacketDescriber.ssrcText(feedback.senderSSRC)
        let media = RTCPPacketDescriber.ssrcText(feedback.mediaSSRC)
        packet.summary = "\(name) ssrc \(sender)" + (feedback.mediaSSRC == 0 ? "" : " for \(media)")
        packet.fields.add("format", name)
        packet.fields.add("sender_ssrc", sender)
        packet.fields.add("media_ssrc", media)
        switch (feedback.type, feedback.format) {
        case (.transportFeedback, .genericNACK): addLost(bytes, feedback, to: &packet)
        case (.transportFeedback, .temporaryMaxBitrateRequest), (.transportFeedback, .temporaryMaxBitrateNotification):
            addBitrates(bytes, feedback, to: &packet)
        case (.transportFeedback, .transportWideCongestionControl):
            let wide = try RTCPTransportWideFeedback(parsing: bytes, feedback)
            packet.fields.add("base_sequence", Int(wide.baseSequence))
            packet.fields.add("packet_status_count", Int(wide.packetStatusCount))
            packet.fields.add("reference_time", Int(wide.referenceTime))
            packet.fields.add("feedback_count", Int(wide.feedbackCount))
            packet.summary += " base \(wide.baseSequence) count \(wide.packetStatusCount)"
        case (.payloadFeedback, .pictureLoss): break
        case (.payloadFeedback, .fullIntraRequest):
            var requests: [DecodedFields] = []
            RTCPFullIntraRequest.forEach(in: bytes, feedback) {
                requests.append(["ssrc": RTCPPacketDescriber.ssrcText($0.ssrc), "sequence": Int($0.sequence)])
            }
            packet.fields.add("requests", requests)
        case (.payloadFeedback, .sliceLoss):
            var slices: [DecodedFields] = []
            RTCPSliceLoss.forEach(in: bytes, feedback) {
                slices.append(["first": Int($0.first), "number": Int($0.number), "picture_id": Int($0.pictureID)])
            }
            packet.fields.add("slices", slices)
        case (.payloadFeedback, .referencePictureSelection):
            let selection = try RTCPReferencePictureSelection(parsing: bytes, feedback)
            packet.fields.add("payload_type", Int(selection.payloadType))
            packet.fields.add("bits", HexText.bytes(bytes.extracting(selection.bits)))
        case (.payloadFeedback, .applicationLayer): try addApplicationLayer(bytes, feedback, to: &packet)
        default: packet.fields.add("control", HexText.bytes(bytes.extracting(feedback.control)))
        }
    }

    private static func addLost(
        _ bytes: Span<UInt8>, _ feedback: RTCPFeedback, to packet: inout RTCPPacketDescriber.Packet
    ) {
        var lost: [Int] = []
        RTCPGenericNACK.forEach(in: bytes, feedback) { entry in
            for step in 0...16 where step == 0 || entry.followingLost >> (step - 1) & 1 == 1 {
                lost.append(Int(entry.packetID &+ UInt16(step)))
            }
        }
        packet.fields.add("lost", lost)
        packet.summary += " lost " + lost.prefix(8).map { String($0) }.joined(separator: " ")
        if lost.count > 8 { packet.summary += " and \(lost.count - 8) more" }
    }

    private static func addBitrates(
        _ bytes: Span<UInt8>, _ feedback: RTCPFeedback, to packet: inout RTCPPacketDescriber.Packet
    ) {
        var bitrates: [DecodedFields] = []
        RTCPTemporaryMaxBitrate.forEach(in: bytes, feedback) {
            bitrates.append([
                "ssrc": RTCPPacketDescriber.ssrcText($0.ssrc), "bitrate": $0.bitsPerSecond,
                "overhead": Int($0.measuredOverhead),
            ])
        }
        packet.fields.add("bitrates", bitrates)
    }

    /// REMB (draft-alvestrand-rmcat-remb-03), or something of an application's own.
    private static func addApplicationLayer(
        _ bytes: Span<UInt8>, _ feedback: RTCPFeedback, to packet: inout RTCPPacketDescriber.Packet
    ) throws(WireError) {
        let identifier = bytes.extracting(feedback.control).extracting(first: 4)
        guard HexText.bytes(identifier) == "52454d42" else {
            packet.fields.add("control", HexText.bytes(bytes.extracting(feedback.control)))
            return
        }
        let estimate = try RTCPReceiverEstimatedBitrate(parsing: bytes, feedback)
        packet.fields.add("bitrate", estimate.bitsPerSecond)
        packet.fields.add(
            "ssrcs",
            stride(from: estimate.ssrcs.lowerBound, to: estimate.ssrcs.upperBound, by: 4).map {
                RTCPPacketDescriber.ssrcText(bytes.uint32(at: $0))
            })
        let bitrate = estimate.bitsPerSecond.map { "\($0)" } ?? "more than 2^64"
        packet.summary =
            "REMB ssrc \(RTCPPacketDescriber.ssrcText(feedback.senderSSRC)) \(bitrate) bit/s"
    }
}
