import Testing
import Wire

@Suite struct RTCPCompoundTests {
    /// SR with a block, SDES, NACK, XR, and a BYE.
    static let compound: [UInt8] = {
        var bytes: [UInt8] = []
        RTCPSenderReport(ssrc: 7, ntpTime: 1, rtpTimestamp: 2, packetCount: 3, octetCount: 4)
            .serialize(into: &bytes, blocks: [RTCPReportTests.block])
        RTCPSourceDescription.serialize([(7, [(.cname, Array("someone".utf8))])], into: &bytes)
        RTCPFeedback.serialize(
            .transportFeedback, format: .genericNACK, senderSSRC: 7, mediaSSRC: 8, control: [0, 1, 0, 0], into: &bytes)
        RTCPFeedback.serialize(
            .payloadFeedback, format: .applicationLayer, senderSSRC: 7, mediaSSRC: 0,
            control: [0x52, 0x45, 0x4d, 0x42, 1, 4, 0, 9, 0, 0, 0, 8], into: &bytes)
        RTCPExtendedReport.serialize(
            ssrc: 7,
            blocks: [
                (.receiverReferenceTime, 0, [UInt8](repeating: 1, count: 8)),
                (.statisticsSummary, 0xff, [UInt8](repeating: 2, count: 36)),
                (.voipMetrics, 0, [UInt8](repeating: 3, count: 32)),
                (.lossRunLengths, 0, [UInt8](repeating: 4, count: 12)),
                (.delaySinceLastReceiverReport, 0, [UInt8](repeating: 5, count: 12)),
            ], into: &bytes)
        RTCPApplication.serialize(subtype: 1, ssrc: 7, name: 1, data: [], into: &bytes)
        RTCPGoodbye.serialize(sources: [7], reason: Array("bye".utf8), into: &bytes)
        return bytes
    }()

    /// Everything that can be read of a datagram; the error that ended it.
    private func readAll(_ bytes: [UInt8], originalLength: Int) -> (types: [UInt8], error: WireError?) {
        var types: [UInt8] = []
        var cursor = RTCPPacketCursor(originalLength: originalLength)
        do throws(WireError) {
            while let packet = try cursor.next(in: bytes.span) {
                types.append(packet.header.type.rawValue)
                readBody(packet, bytes.span.extracting(packet.range))
            }
        } catch {
            return (types, error)
        }
        return (types, nil)
    }

    private func readBody(_ packet: RTCPPacket, _ body: Span<UInt8>) {
        if let report = try? RTCPSenderReport(parsing: body) { try? report.forEachReportBlock(in: body) { _ in } }
        if let report = try? RTCPReceiverReport(parsing: body) { try? report.forEachReportBlock(in: body) { _ in } }
        try? RTCPSourceDescription.forEachItem(in: body) { #expect($0.text.upperBound <= body.count) }
        if let goodbye = try? RTCPGoodbye(parsing: body) { goodbye.forEachSource(in: body) { _ in } }
        _ = try? RTCPApplication(parsing: body)
        if let feedback = try? RTCPFeedback(parsing: body) {
            RTCPGenericNACK.forEach(in: body, feedback) { _ in }
            RTCPTemporaryMaxBitrate.forEach(in: body, feedback) { _ = $0.bitsPerSecond }
            RTCPFullIntraRequest.forEach(in: body, feedback) { _ in }
            RTCPSliceLoss.forEach(in: body, feedback) { _ in }
            _ = try? RTCPTransportWideFeedback(parsing: body, feedback)
            _ = try? RTCPReferencePictureSelection(parsing: body, feedback)
            _ = try? RTCPReceiverEstimatedBitrate(parsing: body, feedback)
        }
        guard let report = try? RTCPExtendedReport(parsing: body) else { return }
        var blocks: [RTCPExtendedReportBlock] = []
        try? report.forEachBlock(in: body) { blocks.append($0) }
        for block in blocks {
            if let sequence = try? RTCPSequenceReport(parsing: body, block) {
                sequence.forEachChunk(in: body) { _ = $0.value }
                sequence.forEachReceiptTime(in: body) { _ in }
            }
            _ = try? RTCPReceiverReferenceTime(parsing: body, block)
            try? RTCPReceiverDelay.forEach(in: body, block) { _ in }
            _ = try? RTCPStatisticsSummary(parsing: body, block)
            _ = try? RTCPVoIPMetrics(parsing: body, block)
        }
    }

    @Test func wholeCompound() {
        let (types, error) = readAll(Self.compound, originalLength: Self.compound.count)
        #expect(types == [200, 202, 205, 206, 207, 204, 203])
        #expect(error == nil)
    }

    @Test("reduced size (RFC 5506): a feedback message alone")
    func reducedSize() {
        var bytes: [UInt8] = []
        RTCPFeedback.serialize(
            .payloadFeedback, format: .pictureLoss, senderSSRC: 1, mediaSSRC: 2, control: [], into: &bytes)
        #expect(readAll(bytes, originalLength: bytes.count).types == [206])
    }

    @Test("padding belongs to no body")
    func padding() throws {
        let bytes: [UInt8] = [0xa0, 201, 0, 3, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 8]
        var cursor = RTCPPacketCursor(originalLength: bytes.count)
        let packet = try #require(try cursor.next(in: bytes.span))
        #expect(packet.range == 0..<8)
        #expect(packet.paddingByteCount == 8)
        #expect(packet.end == 16)
        var lying = bytes
        for value: UInt8 in [0, 13, 255] {
            lying[15] = value
            #expect(readAll(lying, originalLength: 16).error == WireError(.malformed, .rtcp, offset: 15))
        }
    }

    @Test("every prefix: cut by the capture, or a lie of the length")
    func prefixes() {
        for length in 0..<Self.compound.count {
            let prefix = Array(Self.compound.prefix(length))
            #expect(readAll(prefix, originalLength: Self.compound.count).error?.reason == .truncatedCapture)
            let (types, error) = readAll(prefix, originalLength: length)
            #expect(types.count < 7)
            #expect(error == nil || error?.reason == .malformed)
        }
    }

    @Test("no change of a byte reads beyond the packet")
    func changedBytes() {
        for index in Self.compound.indices {
            for value: UInt8 in [0, 1, 0x7f, 0x80, 0xff, Self.compound[index] ^ 0x10] {
                var bytes = Self.compound
                bytes[index] = value
                let (_, error) = readAll(bytes, originalLength: bytes.count)
                #expect(error == nil || error?.reason == .malformed)
            }
        }
    }
}
