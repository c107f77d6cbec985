import Testing
import Wire

@Suite struct RTCPFeedbackTests {
    private func packet(
        _ type: RTCPPacketType, _ format: RTCPFeedbackFormat, _ control: (inout [UInt8]) -> Void
    ) throws -> (bytes: [UInt8], feedback: RTCPFeedback) {
        var body: [UInt8] = []
        control(&body)
        var bytes: [UInt8] = []
        RTCPFeedback.serialize(type, format: format, senderSSRC: 1, mediaSSRC: 2, control: body, into: &bytes)
        let feedback = try RTCPFeedback(parsing: bytes.span)
        #expect(feedback.senderSSRC == 1)
        #expect(feedback.mediaSSRC == 2)
        #expect(feedback.format == format)
        #expect(Array(bytes[feedback.control]) == body)
        return (bytes, feedback)
    }

    @Test func genericNACK() throws {
        let entries = [
            RTCPGenericNACK(packetID: 65_535, followingLost: 0b101), RTCPGenericNACK(packetID: 40),
        ]
        let (bytes, feedback) = try packet(.transportFeedback, .genericNACK) { body in
            entries.forEach { $0.serialize(into: &body) }
        }
        var parsed: [RTCPGenericNACK] = []
        RTCPGenericNACK.forEach(in: bytes.span, feedback) { parsed.append($0) }
        #expect(parsed == entries)
        #expect(parsed.map(\.lostCount) == [3, 1])
        #expect(feedback.format.name(in: feedback.type) == "NACK")
    }

    @Test func temporaryMaxBitrate() throws {
        let entry = RTCPTemporaryMaxBitrate(ssrc: 4, exponent: 3, mantissa: 100_000, measuredOverhead: 40)
        for format in [RTCPFeedbackFormat.temporaryMaxBitrateRequest, .temporaryMaxBitrateNotification] {
            let (bytes, feedback) = try packet(.transportFeedback, format) { entry.serialize(into: &$0) }
            var parsed: [RTCPTemporaryMaxBitrate] = []
            RTCPTemporaryMaxBitrate.forEach(in: bytes.span, feedback) { parsed.append($0) }
            #expect(parsed == [entry])
        }
        #expect(entry.bitsPerSecond == 800_000)
        #expect(
            RTCPTemporaryMaxBitrate(ssrc: 4, exponent: 63, mantissa: 2, measuredOverhead: 0).bitsPerSecond == nil)
    }

    @Test("transport-cc's reference time is signed")
    func transportWideFeedback() throws {
        let entry = RTCPTransportWideFeedback(
            baseSequence: 9, packetStatusCount: 3, referenceTime: -2, feedbackCount: 200)
        let (bytes, feedback) = try packet(.transportFeedback, .transportWideCongestionControl) {
            entry.serialize(into: &$0)
        }
        #expect(try RTCPTransportWideFeedback(parsing: bytes.span, feedback) == entry)
    }

    @Test func pictureLossHasNoControl() throws {
        let (bytes, feedback) = try packet(.payloadFeedback, .pictureLoss) { _ in }
        #expect(bytes.count == 12)
        #expect(feedback.control.isEmpty)
        #expect(feedback.format.name(in: feedback.type) == "PLI")
    }

    @Test func sliceLoss() throws {
        let entry = RTCPSliceLoss(first: 0x1abc, number: 0x0f0f, pictureID: 0x2a)
        let (bytes, feedback) = try packet(.payloadFeedback, .sliceLoss) { entry.serialize(into: &$0) }
        var parsed: [RTCPSliceLoss] = []
        RTCPSliceLoss.forEach(in: bytes.span, feedback) { parsed.append($0) }
        #expect(parsed == [entry])
    }

    @Test func referencePictureSelection() throws {
        let (bytes, feedback) = try packet(.payloadFeedback, .referencePictureSelection) {
            RTCPReferencePictureSelection.serialize(payloadType: 96, bits: [7, 8, 9], into: &$0)
        }
        let parsed = try RTCPReferencePictureSelection(parsing: bytes.span, feedback)
        #expect(parsed.payloadType == 96)
        #expect(Array(bytes[parsed.bits]) == [7, 8, 9])
        #expect(parsed.unusedBits == 0)
    }

    @Test func fullIntraRequest() throws {
        let entries = [RTCPFullIntraRequest(ssrc: 5, sequence: 1), RTCPFullIntraRequest(ssrc: 6, sequence: 255)]
        let (bytes, feedback) = try packet(.payloadFeedback, .fullIntraRequest) { body in
            entries.forEach { $0.serialize(into: &body) }
        }
        var parsed: [RTCPFullIntraRequest] = []
        RTCPFullIntraRequest.forEach(in: bytes.span, feedback) { parsed.append($0) }
        #expect(parsed == entries)
    }

    @Test func receiverEstimatedBitrate() throws {
        let (bytes, feedback) = try packet(.payloadFeedback, .applicationLayer) {
            RTCPReceiverEstimatedBitrate.serialize(exponent: 2, mantissa: 250_000, ssrcs: [1, 2], into: &$0)
        }
        let parsed = try RTCPReceiverEstimatedBitrate(parsing: bytes.span, feedback)
        #expect(parsed.bitsPerSecond == 1_000_000)
        #expect(Array(bytes[parsed.ssrcs]) == [0, 0, 0, 1, 0, 0, 0, 2])
        var other = bytes
        other[12] = 0x58
        #expect(throws: WireError(.unsupported, .rtcp, offset: 12)) {
            try RTCPReceiverEstimatedBitrate(parsing: other.span, feedback)
        }
    }

    @Test("IANA: FMT values for RTPFB and PSFB")
    func formats() {
        let transport: [UInt8: String] = [
            1: "NACK", 3: "TMMBR", 4: "TMMBN", 5: "RTCP-SR-REQ", 6: "RAMS", 7: "TLLEI", 8: "RTCP-ECN-FB",
            9: "PAUSE-RESUME", 10: "DBI", 11: "CCFB", 15: "transport-cc",
        ]
        let payload: [UInt8: String] = [
            1: "PLI", 2: "SLI", 3: "RPSI", 4: "FIR", 5: "TSTR", 6: "TSTN", 7: "VBCM", 8: "PSLEI", 9: "ROI", 10: "LRR",
            15: "AFB",
        ]
        for value in UInt8(0)...31 {
            #expect(RTCPFeedbackFormat(rawValue: value).name(in: .transportFeedback) == transport[value])
            #expect(RTCPFeedbackFormat(rawValue: value).name(in: .payloadFeedback) == payload[value])
        }
    }

    @Test("IANA: RTCP control packet types")
    func packetTypes() {
        let names: [UInt8: String] = [
            192: "FIR", 193: "NACK", 194: "SMPTETC", 195: "IJ", 200: "SR", 201: "RR", 202: "SDES", 203: "BYE",
            204: "APP", 205: "RTPFB", 206: "PSFB", 207: "XR", 208: "AVB", 209: "RSI", 210: "TOKEN", 211: "IDMS",
            212: "RGRS", 213: "SNM",
        ]
        for value in UInt8.min...UInt8.max { #expect(RTCPPacketType(rawValue: value).name == names[value]) }
    }
}
