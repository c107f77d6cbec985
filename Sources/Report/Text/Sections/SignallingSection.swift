extension TextPage {
    /// The SIP calls and descriptions that the media belong to.
    mutating func add(signalling: SignallingReport?) {
        guard let signalling else { return }
        heading("SIGNALLING")
        for dialog in signalling.dialogs {
            let ends = [dialog.from, dialog.to].map { $0 ?? "unknown" }
            let omitted = dialog.omittedMessages > 0 ? " and \(dialog.omittedMessages) more" : ""
            row(
                "SIP",
                "\(ends[0]) > \(ends[1]), \(dialog.state.rawValue), \(FigureText.plural(dialog.messages.count, "message"))"
                    + omitted)
            let software = [("caller", dialog.callerSoftware), ("called", dialog.calleeSoftware)].compactMap {
                side, name in
                name.map { "\(side) \($0)" }
            }
            if !software.isEmpty { row("", software.joined(separator: ", "), .faint) }
            for description in dialog.descriptions { add(description) }
        }
        for description in signalling.given { add(description) }
    }

    private mutating func add(_ description: SessionDescriptionReport) {
        let side = description.side.map { $0 == .client ? "client" : "far end" }
        let name = [description.role?.rawValue, side, description.file, description.frame.map { "frame \($0)" }]
            .compactMap(\.self).joined(separator: ", ")
        let media = description.media.map { section in
            guard !section.isRefused else { return "\(section.kind) refused" }
            let place = section.endpoint.map { " at \($0)" } ?? ""
            let codecs = section.codecs.prefix(3).joined(separator: ", ") + (section.codecs.count > 3 ? " .." : "")
            let keys = section.keying == .clear ? "" : ", \(section.keying.rawValue)"
            let direction = section.direction == "sendrecv" ? "" : ", \(section.direction)"
            return "\(section.kind)\(place) (\(codecs)\(keys)\(direction))"
        }
        row("SDP", "\(name): " + (media.isEmpty ? "no media" : media.joined(separator: "; ")))
    }
}
