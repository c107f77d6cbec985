extension TextPage {
    /// What was read, and what may be missing from it.
    mutating func add(captureHealth capture: CaptureReport) {
        heading("CAPTURE")
        for file in capture.files {
            let facts = [file.format, file.application]
            row("file", ([file.name] + facts.compactMap(\.self)).joined(separator: ", "))
        }
        let links = capture.linkTypes.map { $0.name ?? "link type \($0.number)" }
        row(
            "in all",
            ([FigureText.plural(capture.packets, "packet"), FigureText.bytes(capture.bytes)] + links).joined(
                separator: ", "))
        let troubles = Self.troubles(of: capture)
        if troubles.isEmpty { row("health", "no drops reported, nothing truncated, doubled or undecodable") }
        for trouble in troubles { row("health", trouble, .doubtful) }
        add(lossAttribution: capture.lossAttribution)
        for comment in capture.comments {
            row("comment", (comment.frame.map { "frame \($0): " } ?? "") + comment.text)
        }
    }

    /// Whether something may be missing from the capture.
    static func isDoubtful(_ capture: CaptureReport) -> Bool { !troubles(of: capture).isEmpty }

    private mutating func add(lossAttribution loss: LossAttributionReport) {
        guard loss.verdict != .nothingLost else { return }
        let packets = FigureText.plural(loss.packets, "lost packet")
        let verdict: String
        switch loss.verdict {
        case .capture: verdict = "\(packets) of \(loss.lost): missed by the capture"
        case .undecidable: verdict = "\(packets) of \(loss.lost): the capture's or the network's, undecidable"
        case .network, .nothingLost: verdict = "\(packets) of \(loss.lost): the network's"
        }
        row(
            "loss", ([verdict] + loss.evidence).joined(separator: "; "),
            loss.verdict == .network ? .plain : .doubtful)
    }

    private static func troubles(of capture: CaptureReport) -> [String] {
        var troubles = capture.drops.filter { $0.packets > 0 }.map { drop in
            "\(FigureText.plural(drop.packets, "packet")) dropped by the \(drop.source)"
                + (drop.interface.map { " on \($0)" } ?? "")
                + (drop.spans.first?.frame.map { ", first before frame \($0)" } ?? "")
        }
        // The sentence says where; one made elsewhere may not.
        troubles += capture.damage.map {
            $0.sentence.hasPrefix($0.file) ? $0.sentence : "\($0.file) is damaged at byte \($0.offset): \($0.sentence)"
        }
        if capture.truncated > 0 {
            troubles.append(
                "\(FigureText.plural(capture.truncated, "packet")) cut by the snap length"
                    + (capture.firstTruncatedFrame.map { ", first in frame \($0)" } ?? ""))
        }
        if capture.doubled > 0 {
            let places = capture.doubledPlaces.first.map { " (\($0.first), then \($0.second))" } ?? ""
            troubles.append("\(FigureText.plural(capture.doubled, "packet")) captured twice\(places), counted once")
        }
        if capture.beginsMidCall == true {
            troubles.append("the capture begins in the middle of the call" + Self.tail(capture.beginEvidence))
        }
        if capture.endsMidCall == true {
            troubles.append("the capture ends in the middle of the call" + Self.tail(capture.endEvidence))
        }
        if let missing = capture.missingDirection {
            let side = missing.side == .client ? "client" : "far end"
            troubles.append("nothing of the \(side) was captured: \(missing.reason)")
        }
        if let offload = capture.offload { troubles += Self.sentences(on: offload) }
        troubles += capture.clockSteps.map { step in
            "the clock steps by \(FigureText.offset(milliseconds: step.milliseconds)) at frame \(step.frame)"
        }
        troubles += capture.coverageGaps.map { gap in
            "not covered for \(FigureText.duration(seconds: gap.to.seconds(since: gap.from)))"
                + (gap.frame.map { " before frame \($0)" } ?? "") + ": \(gap.reason)"
        }
        troubles += capture.decodeFailures.map { failure in
            "\(FigureText.plural(failure.packets, "\(failure.layer) packet")) \(failure.reason)"
                + (failure.firstFrame.map { ", first in frame \($0)" } ?? "")
        }
        troubles += capture.limitsReached.map { "more than \($0.capacity) \($0.limit): \($0.dropped) were left out" }
        return troubles
    }

    private static func tail(_ evidence: FindingEvidence?) -> String { evidence.map { ": \($0.text)" } ?? "" }

    private static func sentences(on offload: OffloadReport) -> [String] {
        var sentences: [String] = []
        if offload.frames > 0 {
            sentences.append(
                "\(FigureText.plural(offload.frames, "frame")) of \(FigureText.plural(offload.packets, "packet")) put together "
                    + "by offloading" + (offload.firstFrame.map { ", first in frame \($0)" } ?? ""))
        }
        if offload.largeDatagrams > 0 {
            sentences.append(
                "\(FigureText.plural(offload.largeDatagrams, "datagram")) longer than an Ethernet frame holds"
                    + (offload.firstLargeFrame.map { ", first in frame \($0)" } ?? ""))
        }
        return sentences
    }
}
