import Report
import Wire

extension CaptureHealth {
    /// What the report says of the capture as a whole, as far as it has been read.
    func report(_ options: AnalysisOptions) -> CaptureReport {
        var report = CaptureReport()
        report.files = sections.map {
            CaptureFileReport(
                name: $0.file, format: $0.format, hardware: $0.hardware, operatingSystem: $0.operatingSystem,
                application: $0.application)
        }
        var types: [LinkTypeReport] = []
        for interface in interfaces where !types.contains(where: { $0.number == Int(interface.linkType.rawValue) }) {
            types.append(LinkTypeReport(number: Int(interface.linkType.rawValue), name: interface.linkType.name))
        }
        report.linkTypes = types
        report.firstPacket = first.map { UnixTime($0) }
        report.lastPacket = last.map { UnixTime($0) }
        report.packets = Int(packets)
        report.bytes = Int(bytes)
        report.truncated = Int(truncated)
        report.firstTruncatedFrame = firstTruncated
        report.doubled = Int(doubles.packets)
        report.doubledPlaces = doubles.byPlace.map {
            DoubledPlacesReport(
                first: text($0.first), second: text($0.second), packets: Int($0.packets), firstFrame: $0.firstFrame)
        }
        report.offload = offloadReport
        report.drops = dropReports
        report.decodeFailures = failures.map { error, failure in
            DecodeFailureReport(
                layer: "\(error.layer)", reason: "\(error.reason)", packets: Int(failure.packets),
                firstFrame: failure.firstFrame)
        }.sorted { ($0.firstFrame ?? 0, $0.layer) < ($1.firstFrame ?? 0, $1.layer) }
        report.damage = damage.map {
            CaptureDamageReport(file: $0.file, offset: Int(clamping: $0.offset), sentence: $0.sentence)
        }
        report.comments = comments.map { CaptureCommentReport(frame: $0.frame, text: $0.text) }
        report.limitsReached = AnalysisLimit.allCases.compactMap { limit in
            guard limits[limit] > 0 else { return nil }
            return LimitReached(limit: limit.rawValue, capacity: limit.capacity(options), dropped: limits[limit])
        }
        return report
    }

    private func text(_ place: CaptureDoubles.Place?) -> String {
        guard let place else { return "another place" }
        let name = interfaces.first { $0.index == place.interface }?.name ?? "\(place.interface)"
        return "interface \(name), TTL \(place.timeToLive)"
    }

    private var offloadReport: OffloadReport? {
        guard offload.frames > 0 || offload.largeDatagrams > 0 else { return nil }
        return OffloadReport(
            frames: Int(offload.frames), packets: Int(offload.packets), firstFrame: offload.firstFrame,
            largeDatagrams: Int(offload.largeDatagrams), firstLargeFrame: offload.firstLarge,
            longestBytes: offload.longest > 0 ? offload.longest : nil)
    }

    private func spans(_ source: CaptureDropLog.Source, _ interface: UInt32?) -> [CaptureDropSpan] {
        drops.drops.filter { $0.source == source && $0.interface == interface }.map {
            CaptureDropSpan(
                from: UnixTime($0.from), to: UnixTime($0.to), packets: Int(clamping: $0.packets), frame: $0.frame)
        }
    }

    private var dropReports: [CaptureDropReport] {
        var reports: [CaptureDropReport] = []
        for (interface, statistics) in statistics.sorted(by: { $0.key < $1.key }) {
            let name = interfaces.first { $0.index == interface }?.name
            if let count = statistics.droppedByKernel, count > 0 {
                reports.append(
                    CaptureDropReport(
                        source: "kernel", interface: name, packets: Int(clamping: count),
                        spans: spans(.kernel, interface)))
            }
            if let count = statistics.droppedByInterface, count > 0 {
                reports.append(
                    CaptureDropReport(
                        source: "interface", interface: name, packets: Int(clamping: count),
                        spans: spans(.interface, interface)))
            }
        }
        if droppedBeforeFrames > 0 {
            reports.append(
                CaptureDropReport(
                    source: "frame", packets: Int(clamping: droppedBeforeFrames), spans: spans(.frame, nil)))
        }

        return reports
    }
}

extension LinkType {
    /// As tcpdump prints it.
    var name: String? {
        switch self {
        case .null: "NULL"
        case .ethernet: "EN10MB"
        case .ppp: "PPP"
        case .pppHDLC: "PPP_SERIAL"
        case .pppoe: "PPP_ETHER"
        case .rawIP, .rawIP12, .rawIP14: "RAW"
        case .ieee80211: "IEEE802_11"
        case .ieee80211Radiotap: "IEEE802_11_RADIO"
        case .loop: "LOOP"
        case .linuxCooked: "LINUX_SLL"
        case .linuxCooked2: "LINUX_SLL2"
        case .ipv4: "IPV4"
        case .ipv6: "IPV6"
        default: nil
        }
    }
}
