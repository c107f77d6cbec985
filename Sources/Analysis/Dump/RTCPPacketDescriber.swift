import Report
import Wire

/// Describes one packet of an RTCP compound.
enum RTCPPacketDescriber {
    struct Packet {
        var summary: String
        var fields: DecodedFields
        var error: WireError?
    }

    /// - Parameter bytes: the packet without padding.
    static func describe(_ header: RTCPHeader, _ bytes: Span<UInt8>) -> Packet {
        let name = header.type.name ?? "RTCP \(header.type.rawValue)"
        var packet = Packet(
            summary: name,
            fields: [
                "type": name, "number": Int(header.type.rawValue), "count": Int(header.count), "length": bytes.count,
            ])
        do throws(WireError) {
            switch header.type {
            case .senderReport: try addSenderReport(bytes, to: &packet)
            case .receiverReport: try addReceiverReport(bytes, to: &packet)
            case .sourceDescription: try addSourceDescription(bytes, to: &packet)
            case .goodbye: try addGoodbye(bytes, to: &packet)
            case .application: try addApplication(bytes, to: &packet)
            case .transportFeedback, .payloadFeedback: try RTCPFeedbackDescriber.add(bytes, to: &packet)
            case .extendedReport: try RTCPExtendedReportDescriber.add(bytes, to: &packet)
            default: break
            }
        } catch {
            packet.error = error
        }
        return packet
    }

    private static func addSenderReport(_ bytes: Span<UInt8>, to packet: inout Packet) throws(WireError) {
        let report = try RTCPSenderReport(parsing: bytes)
        packet.fields.add("ssrc", ssrcText(report.ssrc))
        packet.fields.add("ntp_time", HexText.number(report.ntpTime, digits: 16))
        packet.fields.add("rtp_timestamp", Int(report.rtpTimestamp))
        packet.fields.add("packet_count", Int(report.packetCount))
        packet.fields.add("octet_count", Int(report.octetCount))
        packet.summary +=
            " ssrc \(ssrcText(report.ssrc)) ts \(report.rtpTimestamp) packets \(report.packetCount) "
            + "octets \(report.octetCount)"
        var blocks = ReportBlocks()
        try report.forEachReportBlock(in: bytes) { blocks.add($0) }
        packet.add(blocks)
    }

    private static func addReceiverReport(_ bytes: Span<UInt8>, to packet: inout Packet) throws(WireError) {
        let report = try RTCPReceiverReport(parsing: bytes)
        packet.fields.add("ssrc", ssrcText(report.ssrc))
        packet.summary += " ssrc \(ssrcText(report.ssrc))"
        var blocks = ReportBlocks()
        try report.forEachReportBlock(in: bytes) { blocks.add($0) }
        packet.add(blocks)
    }

    private static func addSourceDescription(_ bytes: Span<UInt8>, to packet: inout Packet) throws(WireError) {
        var items: [DecodedFields] = []
        var names: [String] = []
        defer {
            packet.fields.add("items", items)
            if !names.isEmpty { packet.summary += " " + names.joined(separator: " ") }
        }
        try RTCPSourceDescription.forEachItem(in: bytes) { item in
            let text = String(decoding: bytes.extracting(item.text).copied(), as: UTF8.self)
            let name = item.type.dumpName
            items.append(["ssrc": ssrcText(item.ssrc), "type": name, "text": text])
            if names.count < 4 { names.append("\(name) \(PrintableText.escape(text))") }
        }
    }

    private static func addGoodbye(_ bytes: Span<UInt8>, to packet: inout Packet) throws(WireError) {
        let goodbye = try RTCPGoodbye(parsing: bytes)
        var sources: [String] = []
        goodbye.forEachSource(in: bytes) { sources.append(ssrcText($0)) }
        packet.fields.add("ssrcs", sources)
        if let reason = goodbye.reason {
            packet.fields.add("reason", String(decoding: bytes.extracting(reason).copied(), as: UTF8.self))
        }
        packet.summary += sources.map { " ssrc \($0)" }.joined()
    }

    private static func addApplication(_ bytes: Span<UInt8>, to packet: inout Packet) throws(WireError) {
        let application = try RTCPApplication(parsing: bytes)
        let name = String(decoding: bytes.extracting(8..<12).copied(), as: UTF8.self)
        packet.fields.add("ssrc", ssrcText(application.ssrc))
        packet.fields.add("subtype", Int(application.subtype))
        packet.fields.add("name", name)
        packet.fields.add("data", HexText.bytes(bytes.extracting(application.data)))
        packet.summary += " \(PrintableText.escape(name)) ssrc \(ssrcText(application.ssrc))"
    }

    static func ssrcText(_ value: UInt32) -> String { SSRC(rawValue: value).description }
}

/// The report blocks of an SR or RR.
private struct ReportBlocks {
    var fields: [DecodedFields] = []
    var summary = ""

    mutating func add(_ block: RTCPReportBlock) {
        fields.append([
            "ssrc": RTCPPacketDescriber.ssrcText(block.ssrc), "fraction_lost": Int(block.fractionLost),
            "cumulative_lost": Int(block.cumulativeLost),
            "extended_highest_sequence": Int(block.extendedHighestSequence), "jitter": Int(block.jitter),
            "last_sr": Int(block.lastSenderReport), "delay_since_last_sr": Int(block.delaySinceLastSenderReport),
        ])
        summary +=
            " [ssrc \(RTCPPacketDescriber.ssrcText(block.ssrc)) lost \(block.cumulativeLost) "
            + "(\(block.fractionLost)/256) highest \(block.extendedHighestSequence) jitter \(block.jitter)]"
    }
}

extension RTCPPacketDescriber.Packet {
    fileprivate mutating func add(_ blocks: ReportBlocks) {
        fields.add("reports", blocks.fields)
        summary += blocks.summary
    }
}

extension RTCPSourceDescriptionType {
    fileprivate var dumpName: String {
        switch self {
        case .cname: "CNAME"
        case .name: "NAME"
        case .email: "EMAIL"
        case .phone: "PHONE"
        case .location: "LOC"
        case .tool: "TOOL"
        case .note: "NOTE"
        case .privateExtension: "PRIV"
        case .rtpStreamID: "RtpStreamId"
        case .repairedRTPStreamID: "RepairedRtpStreamId"
        case .mid: "MID"
        default: "\(rawValue)"
        }
    }
}
