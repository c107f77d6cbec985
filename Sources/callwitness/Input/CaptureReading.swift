import CaptureFiles
import LiveCapture
import Wire

/// Reads the captures that a command was given, says on stderr what was wrong with them, and keeps what that means for
/// the exit status.
struct CaptureReading {
    /// Frames that were read, before the filter.
    private(set) var frames = 0
    private var filter: CaptureFilter?
    private var progress: ProgressLine
    /// Captures that could be read, at least in part.
    private var readable = 0
    private var failures: [CaptureFileError] = []
    private var isDamaged = false
    /// Link types of the capture at hand that are not decoded, and how many frames of all captures had one.
    private var foreignLinkTypes: Set<LinkType> = []
    private(set) var foreignFrames = 0

    init(_ options: CaptureInputOptions, quiet: Bool) throws {
        progress = ProgressLine(isWanted: !quiet)
        if options.paths.contains("-") { Terminal.leaveFirstInterruptToWriter() }
        guard let expression = options.filterExpression else { return }
        do throws(CaptureFilterError) {
            filter = try CaptureFilter(expression)
        } catch {
            throw CommandFailure(error.sentence)
        }
    }

    /// Reads files that are one capture, giving `body` one batch after another. A file that cannot be read is noted.
    ///
    /// - Returns: false if none of the files could be read.
    mutating func read(_ paths: [String], _ body: (borrowing CaptureBatch) throws -> Void) throws -> Bool {
        var sequence: CaptureSequence
        do throws(CaptureFileError) {
            sequence = try CaptureSequence(paths)
        } catch {
            guard error.kind != .notOneCapture else { throw CommandFailure(error.sentence) }
            note(error)
            return false
        }
        readable += 1
        let before = (frames: frames, foreign: foreignFrames)
        foreignLinkTypes = []
        var known = 0
        var batch = CaptureBatch()
        var hasMore = true
        while hasMore {
            hasMore = sequence.read(into: &batch)
            for failure in sequence.failures.dropFirst(known) { note(failure) }
            known = sequence.failures.count
            try take(&batch, body)
        }
        progress.clear()
        if foreignFrames > before.foreign {
            let types = foreignLinkTypes.map(\.rawValue).sorted().map(String.init).joined(separator: ", ")
            Diagnostics.error(
                "\(paths.joined(separator: ", ")): \(foreignFrames - before.foreign) of \(frames - before.frames) frames have link "
                    + "type \(types), which is not decoded: capture on an Ethernet, cooked or raw IP interface.")
        }
        return true
    }

    private mutating func take(_ batch: inout CaptureBatch, _ body: (borrowing CaptureBatch) throws -> Void) throws {
        for case .damage(let damage) in batch.notes.lazy.map(\.note) {
            isDamaged = true
            progress.clear()
            Diagnostics.error(damage.sentence)
        }
        for case .interface(let interface) in batch.notes.lazy.map(\.note)
        where !FrameDecoder.reads(interface.linkType) { foreignLinkTypes.insert(interface.linkType) }
        if !foreignLinkTypes.isEmpty { foreignFrames += batch.frames.count { !FrameDecoder.reads($0.linkType) } }
        frames += batch.frames.count
        progress.show(frames: frames)
        do throws(CaptureFilterError) {
            try filter?.keepMatches(in: &batch)
        } catch {
            throw CommandFailure(error.sentence)
        }
        try body(batch)
    }

    /// Time stamps that cannot be: the frames count, their times do not.
    mutating func note(strayFrames count: Int, first: UInt64, in paths: [String]) {
        isDamaged = true
        Diagnostics.error(
            "\(paths.joined(separator: ", ")): \(count == 1 ? "1 frame has a time stamp" : "\(count) frames have time stamps") "
                + "a day or more away from the neighbours' (the first is frame \(first)): the time of the frame before it was "
                + "taken instead.")
    }

    private mutating func note(_ failure: CaptureFileError) {
        failures.append(failure)
        progress.clear()
        Diagnostics.error(failure.sentence)
    }

    /// What reading came to.
    var status: ExitStatus {
        let own = failures.map { $0.kind == .permission ? ExitStatus.permission : .unusable }
        if readable == 0 { return .strongest(of: own) }
        return isDamaged || !failures.isEmpty || foreignFrames > 0 ? .partial : .done
    }
}
