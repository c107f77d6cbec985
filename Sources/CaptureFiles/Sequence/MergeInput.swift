import Wire

/// One of the files of a merge, with the frames that wait.
final class MergeInput {
    private var file: CaptureFile
    private var batch = CaptureBatch()
    private var nextFrame = 0
    private var nextNote = 0
    /// The capture's index of each interface of the current section, and the file's own index of the first.
    private var sectionInterfaces: [UInt32] = []
    private var firstOfSection: UInt32 = 0

    init(_ path: String) throws(CaptureFileError) { file = try CaptureFile(path) }

    /// The time of the waiting frame; nil when more must be read, or there is no more.
    var head: Timestamp? { nextFrame < batch.frames.count ? batch.frames[nextFrame].timestamp : nil }

    /// Makes a frame wait, unless the file has no more; notes behind the last frame are given out.
    func refill(_ output: inout CaptureBatch, _ interfaces: inout UInt32) {
        while head == nil {
            giveNotes(&output, frame: nil, &interfaces)
            guard file.read(into: &batch) else { return }
            nextFrame = 0
            nextNote = 0
        }
    }

    /// Gives out the waiting frame and the notes before it.
    func take(_ output: inout CaptureBatch, number: UInt64, _ interfaces: inout UInt32) {
        giveNotes(&output, frame: number, &interfaces)
        var frame = batch.frames[nextFrame]
        let start = frame.offset
        frame.number = number
        frame.offset = output.bytes.count
        frame.interface = mapped(frame.interface)
        output.bytes += batch.bytes[start..<start + Int(frame.capturedLength)]
        output.frames.append(frame)
        nextFrame += 1
    }

    private func giveNotes(_ output: inout CaptureBatch, frame: UInt64?, _ interfaces: inout UInt32) {
        while nextNote < batch.notes.count, batch.notes[nextNote].before <= nextFrame {
            output.append(renumbered(batch.notes[nextNote].note, frame, &interfaces))
            nextNote += 1
        }
    }

    private func renumbered(_ note: CaptureNote, _ frame: UInt64?, _ interfaces: inout UInt32) -> CaptureNote {
        switch note {
        case .section:
            firstOfSection &+= UInt32(sectionInterfaces.count)
            sectionInterfaces.removeAll(keepingCapacity: true)
            return note
        case .interface(var interface):
            interface.index = interfaces
            sectionInterfaces.append(interfaces)
            interfaces &+= 1
            return .interface(interface)
        case .statistics(var statistics):
            statistics.interface = mapped(statistics.interface)
            return .statistics(statistics)
        // Notes on a frame stand right before it.
        case .comment(let text, frame: .some): return .comment(text, frame: frame)
        case .dropsBefore(frame: let own, let count): return .dropsBefore(frame: frame ?? own, count: count)
        case .comment(_, frame: nil), .name, .secrets, .damage: return note
        }
    }

    private func mapped(_ interface: UInt32) -> UInt32 { sectionInterfaces[Int(interface &- firstOfSection)] }
}
