extension TextPage {
    /// Each stream at the tap, the client's own first, and what is odd about it.
    mutating func add(mediaOf network: NetworkReport) {
        heading("MEDIA", note: "at the tap: loss and jitter arose before it; jitter mean and max in ms")
        guard !network.streams.isEmpty else { return row("none", "no RTP stream of this call in the capture", .bad) }
        var table = TextTable(rightAligned: [4, 5, 6, 7, 8, 9, 10, 11])
        table.add(head: [
            "", "", "SSRC", "codec", "packets", "lost", "loss %", "dup", "reord", "jitter", "max", "kbit/s",
        ])
        for direction in CallDirection.allCases {
            let streams = network.streams.filter { $0.direction == direction }
            for stream in streams { table.add(Self.cells(of: stream, network.quality.thresholds)) }
            if streams.isEmpty { table.add([.init(direction.rawValue, .bad), .init("none", .bad)]) }
        }
        self.table(table)
        for stream in network.streams { add(remarksOn: stream) }
    }

    private static func cells(of stream: StreamReport, _ thresholds: QualityThresholds) -> [TextTable.Cell] {
        let loss = stream.lost.flatMap { DocumentedUnits.percent($0, of: stream.expected ?? 0) }
        let tone = thresholds.packetLoss.grade(loss)?.tone ?? .plain
        let jitter = stream.jitter?.meanMilliseconds
        return [
            .init(stream.direction.rawValue), .init(stream.kind?.rawValue ?? "media"), .init(stream.ssrc.description),
            .init(codec(of: stream)), .init(FigureText.count(stream.packets)),
            .init(FigureText.count(stream.lost), tone), .init(FigureText.percent(loss), tone),
            .init(FigureText.count(stream.duplicates)), .init(FigureText.count(stream.reordered)),
            .init(FigureText.milliseconds(jitter), thresholds.jitter.grade(jitter)?.tone ?? .plain),
            .init(FigureText.milliseconds(stream.jitter?.maximumMilliseconds)),
            .init(FigureText.kilobits(stream.bitrateBitsPerSecond)),
        ]
    }

    private static func codec(of stream: StreamReport) -> String {
        let types = stream.payloadTypes.prefix(2).map { type in
            guard let codec = type.codec else { return "PT \(type.payloadType)" }
            return "\(type.payloadType) \(codec)"
        }
        return types.joined(separator: ", ") + (stream.payloadTypes.count > 2 ? " .." : "")
    }

    private mutating func add(remarksOn stream: StreamReport) {
        var remarks: [String] = []
        if stream.paths.count > 1 {
            let paths = stream.paths.prefix(4).map { path in
                "\(path.from) > \(path.to)\(path.relay == nil ? "" : " in TURN") (\(path.packets))"
            }
            remarks.append(
                "on \(stream.paths.count) paths: " + paths.joined(separator: ", ")
                    + (stream.paths.count > 4 ? " .." : ""))
        }
        if let counted = stream.lostAsClientCounts, counted != stream.lost {
            remarks.append("a client would count \(counted) lost")
        }
        if let late = stream.late, late > 0 { remarks.append("\(late) late") }
        remarks += stream.timingRemarks
        if let activity = stream.activity, let remark = Self.remark(on: activity) { remarks.append(remark) }
        if let primary = stream.retransmits { remarks.append("retransmits \(primary)") }
        if !remarks.isEmpty { row("", "\(stream.ssrc): \(remarks.joined(separator: "; "))") }
    }

    /// Said where there is silence.
    private static func remark(on activity: StreamActivityReport) -> String? {
        switch activity.state {
        case .silence: return "nobody to be heard: \(activity.evidence)"
        case .comfortNoise, .discontinuous: return activity.evidence
        case .unknown: return nil
        case .sound:
            guard let seconds = activity.silenceSeconds, seconds > 0 else { return nil }
            return "silence for \(FigureText.duration(seconds: seconds)) in spans of 3 s and more"
        }
    }
}
