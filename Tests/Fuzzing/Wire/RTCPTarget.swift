import Wire

/// RTCP compounds with all that is read of them. Input: bytes cut off (8 bits), the datagram.
func fuzzRTCP(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let cut = Int(cursor.uint8())
    let bytes = cursor.rest()
    _ = SRTCPEvidence(bytes.span, originalLength: bytes.count + cut)
    var packets = RTCPPacketCursor(originalLength: bytes.count + cut)
    var end = 0
    while let packet = try? packets.next(in: bytes.span) {
        try require(
            packet.range.lowerBound == end && packet.end > end && packet.end <= bytes.count, "packets out of order")
        end = packet.end
        try readPacket(Array(bytes[packet.range]), packet.header)
    }
}

private func readPacket(_ bytes: [UInt8], _ header: RTCPHeader) throws {
    let span = bytes.span
    var again: [UInt8] = []
    header.serialize(into: &again)
    try require(again == Array(bytes.prefix(RTCPHeader.byteCount)), "a header differs when written again")
    if let report = try? RTCPSenderReport(parsing: span) {
        var blocks: [RTCPReportBlock] = []
        try report.forEachReportBlock(in: span) { blocks.append($0) }
        try require(blocks.count == report.reportCount, "\(blocks.count) blocks of \(report.reportCount)")
        try requireSame(bytes, count: 28 + 24 * blocks.count) { report.serialize(into: &$0, blocks: blocks) }
    }
    if let report = try? RTCPReceiverReport(parsing: span) {
        var blocks: [RTCPReportBlock] = []
        try report.forEachReportBlock(in: span) { blocks.append($0) }
        try requireSame(bytes, count: 8 + 24 * blocks.count) { report.serialize(into: &$0, blocks: blocks) }
    }
    var texts: [Range<Int>] = []
    try? RTCPSourceDescription.forEachItem(in: span) { texts.append($0.text) }
    try require(texts.allSatisfy { $0.upperBound <= bytes.count }, "an item beyond the packet")
    if let goodbye = try? RTCPGoodbye(parsing: span) {
        var sources = 0
        goodbye.forEachSource(in: span) { _ in sources += 1 }
        try require(sources == goodbye.sourceCount, "\(sources) sources of \(goodbye.sourceCount)")
        try require((goodbye.reason?.upperBound ?? 0) <= bytes.count, "a reason beyond the packet")
    }
    if let application = try? RTCPApplication(parsing: span) {
        try require(application.data.upperBound <= bytes.count, "data beyond the packet")
    }
    if let feedback = try? RTCPFeedback(parsing: span) { readFeedback(bytes, feedback) }
    if let report = try? RTCPExtendedReport(parsing: span) {
        var blocks: [RTCPExtendedReportBlock] = []
        try? report.forEachBlock(in: span) { blocks.append($0) }
        for block in blocks { try readBlock(bytes, block) }
    }
}

/// Of the first 4 bytes the length and padding depend on what else stands in the packet.
private func requireSame(_ bytes: [UInt8], count: Int, _ write: (inout [UInt8]) -> Void) throws {
    var again: [UInt8] = []
    write(&again)
    try require(Array(again.dropFirst(4)) == Array(bytes[4..<count]), "a report differs when written again")
}

private func readFeedback(_ bytes: [UInt8], _ feedback: RTCPFeedback) {
    let span = bytes.span
    _ = feedback.format.name(in: feedback.type)
    var count = 0
    RTCPGenericNACK.forEach(in: span, feedback) { count += $0.lostCount }
    RTCPFullIntraRequest.forEach(in: span, feedback) { count += Int($0.sequence) }
    RTCPSliceLoss.forEach(in: span, feedback) { count += Int($0.number) }
    RTCPTemporaryMaxBitrate.forEach(in: span, feedback) { _ = $0.bitsPerSecond }
    _ = try? RTCPTransportWideFeedback(parsing: span, feedback)
    _ = (try? RTCPReceiverEstimatedBitrate(parsing: span, feedback))?.bitsPerSecond
    _ = try? RTCPReferencePictureSelection(parsing: span, feedback)
}

private func readBlock(_ bytes: [UInt8], _ block: RTCPExtendedReportBlock) throws {
    let span = bytes.span
    if let report = try? RTCPSequenceReport(parsing: span, block) {
        var runs = 0
        report.forEachChunk(in: span) { if case .run(_, let count) = $0.value { runs += count } }
        report.forEachReceiptTime(in: span) { _ in runs += 1 }
    }
    let contents = bytes[block.contents]
    if let summary = try? RTCPStatisticsSummary(parsing: span, block) {
        var again: [UInt8] = []
        summary.serialize(into: &again)
        try require(again.count == 36, "a summary of \(again.count) bytes")
    }
    if let metrics = try? RTCPVoIPMetrics(parsing: span, block) {
        var again: [UInt8] = []
        metrics.serialize(into: &again)
        try require(again.count == 32, "metrics of \(again.count) bytes")
        var packet = Array(bytes[..<block.contents.lowerBound])
        packet += again + contents.dropFirst(32)
        let second = try RTCPVoIPMetrics(parsing: packet.span, block)
        try require(second == metrics, "metrics differ when written and read again")
    }
    if let time = try? RTCPReceiverReferenceTime(parsing: span, block) {
        var again: [UInt8] = []
        time.serialize(into: &again)
        try require(again == Array(contents.prefix(8)), "a time differs when written again")
    }
    try? RTCPReceiverDelay.forEach(in: span, block) { _ = $0.ssrc }
}
