import CaptureFiles
import LiveCapture
import Wire

/// Reads the captures that a command was given, says on stderr what was wrong with them, and keeps what that means for
/// the exit status.
struct CaptureReading {
    private(set) var outcome = ReadingOutcome()
    private var filter: CaptureFilter?
    private let progress: ProgressLine
    private let say: (String) -> Void
    /// Link types of the capture at hand that are not decoded.
    private var foreignLinkTypes: Set<LinkType> = []

    /// - Parameter say: takes the sentences about what was wrong.
    init(
        _ options: CaptureInputOptions, _ progress: ProgressLine, say: @escaping (String) -> Void = Diagnostics.error
    ) throws {
        self.progress = progress
        self.say = say
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
        outcome.readable += 1
        let before = outcome
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
        if outcome.foreignFrames > before.foreignFrames {
            let types = foreignLinkTypes.map(\.rawValue).sorted().map(String.init).joined(separator: ", ")
            let (foreign, frames) = (outcome.foreignFrames - before.foreignFrames, outcome.frames - before.frames)
            say(
                "\(paths.joined(separator: ", ")): \(foreign) of \(frames) frames have link "
                    + "type \(types), which is not decoded: capture on an Ethernet, cooked or raw IP interface.")
        }
        return true
    }

    private mutating func take(_ batch: inout CaptureBatch, _ body: (borrowing CaptureBatch) throws -> Void) throws {
        for case .damage(let damage) in batch.notes.lazy.map(\.note) {
            outcome.isDamaged = true
            progress.clear()
            say(damage.sentence)
        }
        for case .interface(let interface) in batch.notes.lazy.map(\.note)
        where !FrameDecoder.reads(interface.linkType) { foreignLinkTypes.insert(interface.linkType) }
        if !foreignLinkTypes.isEmpty {
            outcome.foreignFrames += batch.frames.count { !FrameDecoder.reads($0.linkType) }
        }
        outcome.frames += batch.frames.count
        progress.add(frames: batch.frames.count)
        do throws(CaptureFilterError) {
            try filter?.keepMatches(in: &batch)
        } catch {
            throw CommandFailure(error.sentence)
        }
        try body(batch)
    }

    /// Time stamps that cannot be: the frames count, their times do not.
    mutating func note(strayFrames count: Int, first: UInt64, in paths: [String]) {
        outcome.isDamaged = true
        say(
            "\(paths.joined(separator: ", ")): \(count == 1 ? "1 frame has a time stamp" : "\(count) frames have time stamps") "
                + "a day or more away from the neighbours' (the first is frame \(first)): the time of the frame before it was "
                + "taken instead.")
    }

    private mutating func note(_ failure: CaptureFileError) {
        outcome.failures.append(failure)
        progress.clear()
        say(failure.sentence)
    }
}
