import ArgumentParser
import CaptureFiles
import Wire

/// What is written of a live capture, in tcpdump's letters.
struct RecordingOptionsGroup: ParsableArguments {
    @Option(
        name: [.customShort("w"), .customLong("write")],
        help: ArgumentHelp(
            "Write what is captured there, as pcapng; with -G the name may hold a time (strftime(3)).",
            valueName: "file"), completion: .file())
    var file: String?

    @Option(
        name: .customShort("C"),
        help: ArgumentHelp(
            "Begin another file when one has so many million bytes, or with k, m or g so many KiB, MiB or GiB.",
            valueName: "size"))
    var size: String?

    @Option(name: .customShort("G"), help: ArgumentHelp("Begin another file every so often.", valueName: "seconds"))
    var seconds: Int64?

    @Option(
        name: .customShort("W"),
        help: ArgumentHelp(
            "With -C: so many files, of which the oldest is overwritten. With -G alone: end after so many.",
            valueName: "count"))
    var files: Int?

    @Flag(name: .customLong("calls-only"), help: "Write packets of calls and their signalling alone.")
    var callsOnly = false

    @Flag(name: .customLong("headers-only"), help: "Leave out what RTP packets carry behind their headers.")
    var headersOnly = false

    func validate() throws {
        guard file != nil else {
            guard size == nil, seconds == nil, files == nil, !callsOnly, !headersOnly else {
                throw ValidationError("-C, -G, -W, --calls-only and --headers-only say how -w writes: name its file.")
            }
            return
        }
        guard file != "-" else { throw ValidationError("-w takes a file: stdout is for events.") }
        if let size, CaptureRotation.bytes(size) == nil {
            throw ValidationError("-C takes a number of million bytes above 0, or one with k, m or g, not '\(size)'.")
        }
        if let seconds, seconds < 1 { throw ValidationError("-G takes a number of seconds above 0, not \(seconds).") }
        guard let files else { return }
        guard files > 0, files <= 1_000_000 else {
            throw ValidationError("-W takes a number of files above 0, not \(files).")
        }
        guard size != nil || seconds != nil else { throw ValidationError("-W goes with -C or -G.") }
    }

    /// Opens the first file; nil without -w.
    func recorder(at time: Timestamp) throws -> CaptureRecorder? {
        guard let file else { return nil }
        let rotation = CaptureRotation(
            maximumBytes: size.flatMap { CaptureRotation.bytes($0) }, seconds: seconds, files: files)
        return try CaptureRecorder(file, rotation: rotation, cutsMedia: headersOnly, at: time)
    }
}
