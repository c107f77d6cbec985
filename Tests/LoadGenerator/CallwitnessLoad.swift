import ArgumentParser
import Load

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@main
struct CallwitnessLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callwitness-load",
        abstract: "Makes captures of WebRTC calls to measure and test with, and tables of what is true of them.",
        discussion: """
            The same options make the same bytes. docs/load.md says what is in them.

            EXAMPLES
              callwitness-load --calls 100 --concurrent 20 --truth load load.pcap
              callwitness-load --streams 100000 --frames 10000000 many.pcap
              callwitness-load --calls 0 --concurrent 200 --bytes 10G - | callwitness report --format ndjson -
              callwitness-load --calls 0 --seconds 1 --bytes 1G - | zstd >tiny.pcap.zst
            """)

    @OptionGroup var traffic: TrafficOptions
    @OptionGroup var network: NetworkOptions

    @Option(
        help: ArgumentHelp("One of \(Self.containers).", valueName: "format"), transform: CallwitnessLoad.container)
    var container = CaptureContainer.pcap

    @Option(
        help: ArgumentHelp(
            "Write what is true of the capture to PREFIX.streams.tsv and PREFIX.calls.tsv.", valueName: "prefix"))
    var truth: String?

    @Argument(help: ArgumentHelp("The file to write; '-' is stdout.", valueName: "capture"))
    var output: String

    func run() throws {
        var plan = LoadPlan()
        plan.container = container
        network.apply(to: &plan)
        traffic.apply(to: &plan)
        var capture = try FileOutput(output)
        var tables = try truth.map { (try FileOutput("\($0).streams.tsv"), try FileOutput("\($0).calls.tsv")) }
        var generator = LoadGenerator(plan)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 << 20)
        var hasMore = true
        while hasMore {
            hasMore = generator.write(into: &bytes)
            let isWanted = try capture.write(bytes)
            bytes.removeAll(keepingCapacity: true)
            let known = generator.takeTruth()
            _ = try tables?.0.write(known.streams)
            _ = try tables?.1.write(known.calls)
            // Nobody reads any further.
            guard isWanted else { break }
        }
        let summary = "\(generator.frames) frames, \(generator.bytes) bytes, \(generator.calls) calls\n"
        var errors = FileOutput.standardError
        _ = try? errors.write(Array(summary.utf8))
    }

    private static let containers = CaptureContainer.allCases.map(\.rawValue).joined(separator: ", ")

    private static func container(_ text: String) throws -> CaptureContainer {
        guard let container = CaptureContainer(rawValue: text) else {
            throw ValidationError("it is one of \(containers).")
        }
        return container
    }
}
