import ArgumentParser

/// Where a command writes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Write there and not to stdout.", valueName: "path"), completion: .file())
    var output: String?

    @Flag(name: [.short, .long], help: "Nothing on stderr but errors.")
    var quiet = false
}
