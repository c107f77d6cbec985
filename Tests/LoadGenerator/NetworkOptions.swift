import ArgumentParser
import Load

/// What the network does to the streams. Each not given is chosen stream by stream.
struct NetworkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Packets that never reach the capture.", valueName: "percent"))
    var loss: Double?

    @Option(help: ArgumentHelp("How many in a row are lost on average.", valueName: "count"))
    var burst = 1.0

    @Option(help: ArgumentHelp("Packets that are there twice.", valueName: "percent"))
    var duplicates: Double?

    @Option(help: ArgumentHelp("Packets behind one to three later ones.", valueName: "percent"))
    var reordering: Double?

    @Option(help: ArgumentHelp("Deviation of the network's delay.", valueName: "ms"))
    var jitter: Double?

    func validate() throws {
        for share in [loss, duplicates, reordering] where !(0..<100).contains(share ?? 0) {
            throw ValidationError("--loss, --duplicates and --reordering take 0 to below 100 percent.")
        }
        guard burst >= 1, (0...10_000).contains(jitter ?? 0) else {
            throw ValidationError("--burst takes 1 or more, --jitter 0 to 10000 ms.")
        }
    }

    func apply(to plan: inout LoadPlan) {
        plan.loss = loss.map { $0 / 100 }
        plan.lossBurst = burst
        plan.duplicates = duplicates.map { $0 / 100 }
        plan.reordering = reordering.map { $0 / 100 }
        plan.jitterMilliseconds = jitter
    }
}
