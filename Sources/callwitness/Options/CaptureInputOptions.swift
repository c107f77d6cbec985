import ArgumentParser

/// Which frames a command reads.
struct CaptureInputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Capture files: pcap or pcapng, also in gzip or zstd. '-' is stdin. Several are one capture in time order.",
            valueName: "capture"),
        completion: .file())
    var captures: [String] = []

    @Option(name: .short, help: ArgumentHelp("A capture file, as with tcpdump.", valueName: "file"))
    var readFiles: [String] = []

    @Flag(help: "Each file is a capture of its own.")
    var each = false

    @Option(
        name: [.customShort("f"), .customLong("filter")],
        help: ArgumentHelp(
            "Read only the frames that this capture filter lets through (pcap-filter(7)).", valueName: "bpf"))
    var filter: String?

    @Option(name: .customLong(FilterWords.option), help: .hidden)
    var filterWords: String?

    var paths: [String] { readFiles + captures }

    /// The groups of files that are one capture each.
    var groups: [[String]] { each ? paths.map { [$0] } : [paths] }

    /// The whole filter, if there is one.
    var filterExpression: String? {
        guard let filter, let filterWords else { return filter ?? filterWords }
        return "(\(filter)) and (\(filterWords))"
    }

    func validate() throws {
        guard !paths.isEmpty else {
            throw ValidationError("No capture is given: name a pcap or pcapng file, or '-' for stdin.")
        }
    }
}
