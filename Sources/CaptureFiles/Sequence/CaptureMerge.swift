import Wire

/// Files of one interface that overlap in time, merged by time.
struct CaptureMerge {
    private static let framesPerBatch = 1024

    private var inputs: [MergeInput]
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
            for input in inputs { input.refill(&batch, &interfaces) }
            inputs.removeAll { $0.head == nil }
            let heads = inputs.map { $0.head ?? .distantPast }
            guard let earliest = heads.min(), let index = heads.firstIndex(of: earliest) else { break }
            // A run of one file's frames, up to the time at which another file goes on.
            let next = heads.indices.filter { $0 != index }.map { heads[$0] }.min()
            repeat {
                frames &+= 1
                inputs[index].take(&batch, number: frames, &interfaces)
                guard let head = inputs[index].head, next.map({ head <= $0 }) ?? true else { break }
            } while batch.frames.count < CaptureMerge.framesPerBatch
        }
        return !(batch.frames.isEmpty && batch.notes.isEmpty)
    }
}
