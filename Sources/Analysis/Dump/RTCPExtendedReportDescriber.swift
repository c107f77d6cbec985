import Report
import Wire

/// Describes XR packets (RFC 3611).
enum RTCPExtendedReportDescriber {
    static func add(_ bytes: Span<UInt8>, to packet: inout RTCPPacketDescriber.Packet) throws(WireError) {
        let report = try RTCPExtendedReport(parsing: bytes)
        packet.fields.add("ssrc", RTCPPacketDescriber.ssrcText(report.ssrc))
        packet.summary += " ssrc \(RTCPPacketDescriber.ssrcText(report.ssrc))"
        var blocks: [DecodedFields] = []
        var names: [String] = []
        var failure: WireError?
        defer {
            packet.fields.add("blocks", blocks)
            packet.summary += names.map { " \($0)" }.joined()
        }
        try report.forEachBlock(in: bytes) { block in
            let name = block.type.dumpName
            names.append(name)
            var fields: DecodedFields = ["type": name, "number": Int(block.type.rawValue)]
            do throws(WireError) {
                try add(block, bytes, to: &fields)
            } catch {
                if failure == nil { failure = error }
            }
            blocks.append(fields)
        }
        if let failure { throw failure }
    }

    private static func add(
        _ block: RTCPExtendedReportBlock, _ bytes: Span<UInt8>, to fields: inout DecodedFields
    ) throws(WireError) {
        switch block.type {
        case .receiverReferenceTime:
            let time = try RTCPReceiverReferenceTime(parsing: bytes, block)
            fields.add("ntp_time", HexText.number(time.ntpTime, digits: 16))
        case .delaySinceLastReceiverReport:
            var delays: [DecodedFields] = []
            try RTCPReceiverDelay.forEach(in: bytes, block) {
                delays.append([
                    "ssrc": RTCPPacketDescriber.ssrcText($0.ssrc), "last_rr": Int($0.lastReceiverReport),
                    "delay_since_last_rr": Int($0.delaySinceLastReceiverReport),
                ])
            }
            fields.add("delays", delays)
        case .statisticsSummary: addSummary(try RTCPStatisticsSummary(parsing: bytes, block), to: &fields)
        case .voipMetrics: addMetrics(try RTCPVoIPMetrics(parsing: bytes, block), to: &fields)
        case .lossRunLengths, .duplicateRunLengths, .packetReceiptTimes:
            let report = try RTCPSequenceReport(parsing: bytes, block)
            fields.add("ssrc", RTCPPacketDescriber.ssrcText(report.ssrc))
            fields.add("begin_sequence", Int(report.beginSequence))
            fields.add("end_sequence", Int(report.endSequence))
            fields.add("entries", HexText.bytes(bytes.extracting(report.entries)))
        default: fields.add("contents", HexText.bytes(bytes.extracting(block.contents)))
        }
    }

    private static func addSummary(_ summary: RTCPStatisticsSummary, to fields: inout DecodedFields) {
        fields.add("ssrc", RTCPPacketDescriber.ssrcText(summary.ssrc))
        fields.add("begin_sequence", Int(summary.beginSequence))
        fields.add("end_sequence", Int(summary.endSequence))
        fields.add("lost_packets", summary.lostPackets.map { Int($0) })
        fields.add("duplicate_packets", summary.duplicatePackets.map { Int($0) })
        fields.add("jitter", summary.jitter.map(distribution))
        fields.add("hops", summary.hops.map(distribution))
    }

    private static func distribution(_ value: RTCPStatisticsSummary.Distribution) -> DecodedFields {
        ["min": Int(value.min), "max": Int(value.max), "mean": Int(value.mean), "deviation": Int(value.deviation)]
    }

    private static func addMetrics(_ metrics: RTCPVoIPMetrics, to fields: inout DecodedFields) {
        fields.add("ssrc", RTCPPacketDescriber.ssrcText(metrics.ssrc))
        fields.add("loss_rate", Int(metrics.lossRate))
        fields.add("discard_rate", Int(metrics.discardRate))
        fields.add("burst_density", Int(metrics.burstDensity))
        fields.add("gap_density", Int(metrics.gapDensity))
        fields.add("burst_duration_ms", Int(metrics.burstDuration))
        fields.add("gap_duration_ms", Int(metrics.gapDuration))
        fields.add("round_trip_delay_ms", Int(metrics.roundTripDelay))
        fields.add("end_system_delay_ms", Int(metrics.endSystemDelay))
        fields.add("signal_level", metrics.signalLevel.map { Int($0) })
        fields.add("noise_level", metrics.noiseLevel.map { Int($0) })
        fields.add("r_factor", metrics.rFactor.map { Int($0) })
        fields.add("external_r_factor", metrics.externalRFactor.map { Int($0) })
        fields.add("mos_lq_tenths", metrics.listeningMOS.map { Int($0) })
        fields.add("mos_cq_tenths", metrics.conversationalMOS.map { Int($0) })
        fields.add("jitter_buffer_nominal_ms", Int(metrics.jitterBufferNominal))
        fields.add("jitter_buffer_maximum_ms", Int(metrics.jitterBufferMaximum))
    }
}

extension RTCPExtendedReportType {
    /// As RFC 3611 4 heads its sections.
    fileprivate var dumpName: String {
        switch self {
        case .lossRunLengths: "loss-rle"
        case .duplicateRunLengths: "duplicate-rle"
        case .packetReceiptTimes: "packet-receipt-times"
        case .receiverReferenceTime: "receiver-reference-time"
        case .delaySinceLastReceiverReport: "dlrr"
        case .statisticsSummary: "statistics-summary"
        case .voipMetrics: "voip-metrics"
        default: "block-\(rawValue)"
        }
    }
}
