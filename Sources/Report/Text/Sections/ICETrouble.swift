extension TextPage {
    /// What went wrong with ICE in mid-call; nothing where nothing did.
    mutating func add(iceTroubleOf report: CallReport) {
        guard let ice = report.network.ice else { return }
        func when(_ time: UnixTime, _ frame: UInt64?) -> String {
            let place = frame.map { " (frame \($0))" } ?? ""
            return FigureText.offset(time, from: report.network.firstPacket) + place
        }
        for rebinding in ice.rebindings {
            row(
                "address",
                "of the \(Self.party(rebinding.side)) changed from \(rebinding.from) to \(rebinding.to) "
                    + when(rebinding.time, rebinding.frame) + ": \(rebinding.evidence)", .doubtful)
        }
        for conflict in ice.conflicts {
            row(
                "roles",
                "\(FigureText.plural(conflict.refusals.count, "check")) of the \(Self.party(conflict.side)) refused for a role "
                    + "conflict " + when(conflict.refusals.first, conflict.refusals.firstFrame), .doubtful)
        }
        for pair in ice.pairs {
            // Before the first answer there was no consent; one check alone is one lost packet.
            for outage in pair.outages where outage.lastAnswer != nil && outage.checks > 1 {
                let seconds = FigureText.duration(seconds: outage.milliseconds / 1000)
                let end =
                    outage.expired != nil ? ", consent expired" : outage.regained != nil ? ", then answered again" : ""
                row(
                    "consent",
                    "\(FigureText.plural(outage.checks, "check")) of the \(Self.party(outage.side)) unanswered, \(seconds) from "
                        + when(outage.firstCheck, outage.firstCheckFrame) + end,
                    outage.expired != nil ? .bad : .doubtful)
            }
        }
    }

    private static func party(_ side: CallSide) -> String { side == .client ? "client" : "far end" }
}
