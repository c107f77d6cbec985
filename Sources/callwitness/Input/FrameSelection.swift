import LiveCapture
import Wire

extension CaptureFilter {
    /// Takes out of `batch` the frames that the filter does not let through; the others keep their numbers.
    mutating func keepMatches(in batch: inout CaptureBatch) throws(CaptureFilterError) {
        var kept = 0
        var note = 0
        for index in batch.frames.indices {
            while note < batch.notes.count, batch.notes[note].before <= index {
                batch.notes[note].before = kept
                note += 1
            }
            let frame = batch.frames[index]
            guard try matches(frame, of: batch) else { continue }
            batch.frames[kept] = frame
            kept += 1
        }
        batch.frames.removeSubrange(kept...)
        for rest in note..<batch.notes.count { batch.notes[rest].before = kept }
    }

    private mutating func matches(
        _ frame: FrameRecord, of batch: borrowing CaptureBatch
    ) throws(CaptureFilterError) -> Bool {
        let bytes = batch.bytes.span.extracting(frame.offset..<frame.offset + Int(frame.capturedLength))
        return try matches(bytes, originalLength: frame.originalLength, linkType: frame.linkType)
    }
}
