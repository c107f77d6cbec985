extension TextPage {
    /// How the call came up: each step, what it took after the one that it waited for, and where the time went.
    mutating func add(setup: [SetupStep]) {
        guard !setup.isEmpty else { return }
        heading("SETUP", note: "since the first packet; took: since what the step waited for")
        var table = TextTable()
        table.rightAligned = [1, 2]
        table.add(head: ["", "at", "took", ""])
        let end = max(1, setup.map(\.milliseconds).max() ?? 1)
        for step in setup {
            let tone = step.isCostliest ? TextTone.doubtful : .plain
            table.add([
                .init(Self.title(step.step), tone), .init(FigureText.offset(milliseconds: step.milliseconds), tone),
                .init(
                    step.durationMilliseconds.map { FigureText.milliseconds($0) + "\(FigureText.glue)ms" } ?? "", tone),
                .init(Self.bar(step, end: end) + (step.isCostliest ? " <" : ""), tone),
            ])
        }
        self.table(table)
        if let costliest = setup.first(where: \.isCostliest), let duration = costliest.durationMilliseconds,
            let after = costliest.after
        {
            row(
                "slowest",
                "\(Self.title(costliest.step)): \(FigureText.milliseconds(duration)) ms after \(Self.title(after))")
        }
    }

    private static let barWidth = 16.0

    private static func bar(_ step: SetupStep, end: Double) -> String {
        let begin = max(0, step.milliseconds - (step.durationMilliseconds ?? 0))
        let from = min(barWidth - 1, max(0, (begin / end * barWidth).rounded(.down)))
        let to = min(barWidth, max(from + 1, (step.milliseconds / end * barWidth).rounded(.up)))
        return String(repeating: ".", count: Int(from)) + String(repeating: "=", count: Int(to - from))
    }

    private static func title(_ step: String) -> String {
        switch step {
        case "stun_gathering_begin": "STUN asked"
        case "stun_gathering_done": "STUN answered"
        case "turn_allocation_begin": "TURN asked"
        case "turn_allocation_done": "TURN allocated"
        case "first_check_sent": "first check out"
        case "first_check_received": "first check in"
        case "first_check_answered": "check answered"
        case "nomination": "nominated"
        case "dtls_client_hello": "ClientHello"
        case "dtls_server_hello": "ServerHello"
        case "dtls_done": "DTLS done"
        case "first_media_sent": "first media out"
        case "first_media_received": "first media in"
        default: step.split(separator: "_").joined(separator: " ")
        }
    }
}
