import Wire

/// Files of one interface that overlap in time, merged by time.
struct CaptureMerge {
    private static let framesPerBatch = 1024

    private let inputs: [MergeInput]
    private(set) var frames: UInt64
    private(set) var interfaces: UInt32

    init(_ files: [MergeInput], after frames: UInt64, interfaces: UInt32) {
        inputs = files
        self.frames = frames
        self.interfaces = interfaces
    }

    mutating func read(into batch: inout CaptureBatch) -> Bool {
        batch.removeAll()
        batch.bytes.removeAll(keepingCapacity: true)
        while batch.frames.count < CaptureMerge.framesPerBatch && batch.bytes.count < CaptureFile.chunkLength {
            guard let (input, limit) = next(&batch) else { break }
            repeat {
                frames &+= 1
                input.take(&batch, number: frames, &interfaces)
                guard let head = input.head, limit.map({ head <= $0 }) ?? true else { break }
            } while batch.frames.count < CaptureMerge.framesPerBatch
        }
        return !(batch.frames.isEmpty && batch.notes.isEmpty)
    }

    /// The file whose frame is the earliest, and the time at which another file's frame comes; nil at the end.
    private mutating func next(_ batch: inout CaptureBatch) -> (input: MergeInput, limit: Timestamp?)? {
        var earliest: (input: MergeInput, time: Timestamp)?
        var limit: Timestamp?
        for input in inputs {
            input.refill(&batch, &interfaces)
            guard let head = input.head else { continue }
            if let known = earliest, known.time <= head {
                limit = min(limit ?? head, head)
            } else {
                limit = earliest?.time
                earliest = (input, head)
            }
        }
        return earliest.map { ($0.input, limit) }
    }
}
