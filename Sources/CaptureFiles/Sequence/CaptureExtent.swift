import Wire

/// When a file's frames were captured, and on what: found by reading it once before anything is given out.
struct CaptureExtent {
    struct InterfaceIdentity: Hashable {
        var name: String?
        var linkType: LinkType
    }

    var path: String
    /// The times of the first and of the last frame; nil without frames. A frame stamped years away in between does
    /// not matter.
    var times: (first: Timestamp, last: Timestamp)?
    var interfaces: Set<InterfaceIdentity> = []

    /// - Parameter batch: storage to use.
    init(scanning path: String, _ batch: inout CaptureBatch) throws(CaptureFileError) {
        guard !FileInput.isReadableOnce(path) else {
            throw CaptureFileError(
                .notOneCapture, file: path,
                sentence:
                    "\(FileInput.name(path)) is no regular file and can be read only once: give it alone, or save "
                    + "it to a file first.")
        }
        self.path = path
        var file = try CaptureFile(path)
        while file.read(into: &batch) {
            if let first = batch.frames.first, let last = batch.frames.last {
                times = (times?.first ?? first.timestamp, last.timestamp)
            }
            for case .interface(let interface) in batch.notes.lazy.map(\.note) where interfaces.count < 64 {
                interfaces.insert(InterfaceIdentity(name: interface.name, linkType: interface.linkType))
            }
        }
        if let (first, last) = times, last < first { times = (first, first) }
    }

    /// Equal link types and names: only pcapng names an interface.
    func isSameInterface(as other: CaptureExtent) -> Bool {
        interfaces == other.interfaces && interfaces.allSatisfy { $0.name != nil }
    }
}
