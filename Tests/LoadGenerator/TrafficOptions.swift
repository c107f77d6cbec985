import ArgumentParser
import Load

/// Which calls there are.
struct TrafficOptions: ParsableArguments {
    @Option(help: "Makes other bytes of the same kind.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Calls in all; 0 for no end but that of a limit.", valueName: "count"))
    var calls = 10

    @Option(help: ArgumentHelp("Calls at once; where one ends another begins.", valueName: "count"))
    var concurrent = 10

    @Option(help: ArgumentHelp("Media of a call, on average.", valueName: "seconds"))
    var seconds = 60.0

    @Option(help: ArgumentHelp("By how much of that calls differ from it.", valueName: "share"))
    var spread = 0.25

    @Option(help: ArgumentHelp("In how long the first calls begin.", valueName: "seconds"))
    var ramp = 10.0

    @Option(help: ArgumentHelp("Audio streams of a call in each direction.", valueName: "count"))
    var audio = 1

    @Option(help: ArgumentHelp("Video streams of a call in each direction.", valueName: "count"))
    var video = 0

    @Flag(help: "G.711 (payload type 8) instead of Opus (111).")
    var pcma = false

    @Option(help: ArgumentHelp("End after so many frames: 3M is three million.", valueName: "count"))
    var frames: Amount?

    @Option(help: ArgumentHelp("End after so many bytes: 10G is ten thousand million.", valueName: "count"))
    var bytes: Amount?

    @Option(
        help: ArgumentHelp(
            "So many streams at the same time, and calls as long as --frames needs; instead of --calls, --concurrent and --seconds.",
            valueName: "count"))
    var streams: Int?

    func validate() throws {
        guard calls >= 0, concurrent > 0, seconds > 0, ramp >= 0, (0..<1).contains(spread) else {
            throw ValidationError("Counts and times must be above 0, and --spread from 0 to below 1.")
        }
        guard (0...100).contains(audio), (0...100).contains(video), audio + video > 0 else {
            throw ValidationError("A call has 1 to 200 streams in each direction, at most 100 of a kind.")
        }
        guard calls > 0 || frames != nil || bytes != nil || streams != nil else {
            throw ValidationError("Calls without end need --frames or --bytes.")
        }
        guard streams == nil || frames != nil else { throw ValidationError("--streams needs --frames.") }
        guard streams ?? 1 > 0, concurrent <= 10_000_000, streams ?? 1 <= 10_000_000 else {
            throw ValidationError("Ten million at once is the most.")
        }
    }

    func apply(to plan: inout LoadPlan) {
        plan.seed = seed
        plan.calls = calls == 0 ? nil : calls
        plan.concurrent = concurrent
        plan.seconds = seconds
        plan.spread = spread
        plan.ramp = ramp
        plan.audioStreams = audio
        plan.videoStreams = video
        plan.isStaticAudio = pcma
        plan.frameLimit = frames?.value ?? .max
        plan.byteLimit = bytes?.value ?? .max
        if let streams, let frames { plan.spread(frames: frames.value, over: streams) }
    }
}
