import Analysis
import ArgumentParser
import LiveCapture

struct LiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live",
        abstract: "Watches an interface: each call's quality every interval, and its report when it ends.",
        usage: "callwitness live -i <interface> [<options>] [-- <filter words>]",
        discussion: """
            On a terminal it shows the calls, the worst first ('?' for the keys). Else it writes events to stdout, one \
            JSON object per line: telnyx.stats.frame for each call and interval, \
            telnyx.stats.report at a call's end, and capture.health. docs/live.md says what is in them.

            EXAMPLES
              callwitness live -i eth0 | jq -c 'select(.event == "telnyx.stats.frame")'
              callwitness live -i any -o reports/ -- udp
              callwitness live -i eth0 -w calls.pcapng -C 100 -W 10 --calls-only --headers-only
              callwitness live -i eth0 -f 'udp portrange 10000-20000' -o /var/spool/callwitness/

            RIGHTS
              Run it as root, or with CAP_NET_RAW. Once the interface is open it has no rights but to write its files: what \
              -o, -w with -C or -G, and --metrics-file name must be writable by the user of --user.

            SIGNALS
              SIGINT, SIGTERM  finish all calls' reports and end
              SIGHUP           open output files anew
              SIGUSR1          counters on stderr

            EXIT CODES
              0  done: ended by a signal, or by -c
              2  there is no such interface, or the usage is wrong
              3  the interface went away, or something could not be written; what was finished is there
              4  permission
            """)

    @OptionGroup var input: InterfaceOptionsGroup

    @Option(
        help: "view for a terminal, or ndjson: events, one line each. Without it, as stdout is a terminal or not.")
    var format: LiveFormat?

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "A directory for reports, as ID.json each when its call has ended; or a file to append events to.",
            valueName: "path"), completion: .file())
    var output: String?

    @Flag(name: [.short, .long], help: "Nothing on stderr but errors.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Whom root goes on as when the interface is open; else it is who called sudo, 'callwitness' or 'nobody'.",
            valueName: "name"))
    var user: String?

    @Option(
        name: .customLong("metrics-file"),
        help: ArgumentHelp(
            "Metrics for Prometheus, as the node exporter's textfile collector takes them; replaced every interval.",
            valueName: "file"), completion: .file())
    var metricsFile: String?

    @OptionGroup var recording: RecordingOptionsGroup
    @OptionGroup var analysis: AnalysisOptionsGroup

    func run() throws {
        if input.lists { return try InterfacesCommand.list(.text) }
        var settings = LiveSettings(interface: try input.options(), analysis: try analysis.analysisOptions())
        settings.maximumFrames = input.count
        settings.recordsCallsOnly = recording.callsOnly
        let capture: InterfaceCapture
        do throws(InterfaceError) {
            capture = try InterfaceCapture(settings.interface)
        } catch {
            throw CommandFailure(error.sentence, error.kind == .permission ? .permission : .unusable)
        }
        if let warning = capture.warning, !quiet { Diagnostics.error("\(settings.interface.name): \(warning).") }
        let owner = try Rights.user(named: user)
        let showsView = try format?.showsView ?? Terminal.isStandardOutput
        let output = try LiveOutput(output, showsEvents: !showsView, owner: owner)
        let recorder = try recording.recorder(at: SystemClock.wall)
        try Rights.drop(to: owner)
        try output.start()
        try recorder?.start()
        let metrics = metricsFile.map { MetricsFile($0) }
        try metrics?.start()
        var loop = try LiveLoop(
            settings, capture: capture, output: output, recorder: recorder, metricsFile: metrics,
            view: showsView ? LiveView(thresholds: settings.analysis.thresholds) : nil)
        throw try loop.run()
    }
}
