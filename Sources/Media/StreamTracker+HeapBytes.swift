internal import Wire

extension StreamTracker {
    /// What it takes of the heap, about: for who bounds the sum over all streams.
    ///
    /// It changes nothing. But to any other getter of another module a copy is passed, with all that it has on the heap retained.
    package var heapBytes: Int {
        mutating get {
            contents.heapBytes + content.heapBytes + series.ended.heapBytes + timing.waiting.heapBytes
                + timing.drift.points.heapBytes + gaps.gaps.heapBytes + sequence.lossRuns.runs.heapBytes
                + marks.heapBytes + payloadTypes.earlier.heapBytes
        }
    }
}
