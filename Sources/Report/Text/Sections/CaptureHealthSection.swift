extension TextPage {
    /// What was read, and what may be missing from it.
    mutating func add(captureHealth capture: CaptureReport) {
        heading("CAPTURE")
        for file in capture.files {
            let facts = [file.format, file.packets.map { FigureText.plural($0, "packet") }, file.application]
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
        for comment in capture.comments {
            row("comment", (comment.frame.map { "frame \($0): " } ?? "") + comment.text)
        }
    }

    private static func troubles(of capture: CaptureReport) -> [String] {
        var troubles = capture.drops.filter { $0.packets > 0 }.map { drop in
            "\(FigureText.plural(drop.packets, "packet")) dropped by the \(drop.source)"
                + (drop.interface.map { " on \($0)" } ?? "")
        }
        // The sentence says where; one made elsewhere may not.
        troubles += capture.damage.map {
            $0.sentence.hasPrefix($0.file) ? $0.sentence : "\($0.file) is damaged at byte \($0.offset): \($0.sentence)"
        }
        if capture.truncated > 0 {
            troubles.append("\(FigureText.plural(capture.truncated, "packet")) cut by the snap length")
        }
        if capture.doubled > 0 {
            troubles.append("\(FigureText.plural(capture.doubled, "packet")) captured twice, counted once")
        }
        if capture.beginsMidCall == true { troubles.append("the capture begins in the middle of the call") }
        if capture.endsMidCall == true { troubles.append("the capture ends in the middle of the call") }
        troubles += capture.clockSteps.map { step in
            "the clock steps by \(FigureText.offset(milliseconds: step.milliseconds)) at frame \(step.frame)"
        }
        troubles += capture.coverageGaps.map { gap in
            "not covered for \(FigureText.duration(seconds: gap.to.seconds(since: gap.from))): \(gap.reason)"
        }
        troubles += capture.decodeFailures.map { failure in
            "\(FigureText.plural(failure.packets, "\(failure.layer) packet")) \(failure.reason)"
                + (failure.firstFrame.map { ", first in frame \($0)" } ?? "")
        }
        troubles += capture.limitsReached.map { "more than \($0.capacity) \($0.limit): \($0.dropped) were left out" }
        return troubles
    }
}
