public import Wire

/// Several capture files as one capture in time order, as rotation makes them; or a single file or pipe.
///
/// Frame numbers and interface indices run on over all files. Files whose times overlap are merged where they are
/// pcapng of equally named interfaces, and refused otherwise. To know that before the first frame is given out, two or
/// more files are each read twice (decompressed twice); a single one is read once.
public struct CaptureSequence: ~Copyable {
    /// Files that could not be read, while others could; it may grow until `read(into:)` has returned false.
    public private(set) var failures: [CaptureFileError] = []

    /// What is still to be opened, the first last.
    private var groups: [[String]]
    private var file: CaptureFile?
    private var merge: CaptureMerge?
    private var frames: UInt64 = 0
    private var interfaces: UInt32 = 0

    /// - Throws: if no file can be read, files overlap that are not one interface, a file is given twice, or a pipe is
    ///   given among several.
    public init(_ paths: [String]) throws(CaptureFileError) {
        if paths.count == 1 {
            file = try CaptureFile(paths[0])
            groups = []
        } else {
            groups = try CaptureOrder.groups(CaptureSequence.scan(paths, &failures)).reversed()
            file = nil
        }
    }

    private static func scan(
        _ paths: [String], _ failures: inout [CaptureFileError]
    ) throws(CaptureFileError) -> [CaptureExtent] {
        var extents: [CaptureExtent] = []
        var batch = CaptureBatch()
        var seen: Set<String> = []
        for path in paths {
            guard seen.insert(path).inserted else {
                throw CaptureFileError(
                    .notOneCapture, file: path, sentence: "\(path) is given twice: give each file once.")
            }
            do throws(CaptureFileError) {
                extents.append(try CaptureExtent(scanning: path, &batch))
            } catch {
                guard error.kind != .notOneCapture else { throw error }
                failures.append(error)
            }
        }
        if extents.isEmpty, let failure = failures.first { throw failure }
        return extents
    }

    /// Replaces what is in `batch` with the next frames and notes, as `CaptureFile.read(into:)` does.
    ///
    /// - Returns: false at the end, with an empty batch.
    public mutating func read(into batch: inout CaptureBatch) -> Bool {
        repeat {
            if readOpened(into: &batch) { return true }
        } while openNext()
        batch.removeAll()
        return false
    }

    private mutating func readOpened(into batch: inout CaptureBatch) -> Bool {
        if file?.read(into: &batch) == true {
            frames = file?.frames ?? frames
            interfaces = file?.interfaces ?? interfaces
            return true
        }
        if merge?.read(into: &batch) == true {
            frames = merge?.frames ?? frames
            interfaces = merge?.interfaces ?? interfaces
            return true
        }
        return false
    }

    /// Opens the next group of files; false if there is none.
    private mutating func openNext() -> Bool {
        file = nil
        merge = nil
        guard let group = groups.popLast() else { return false }
        do throws(CaptureFileError) {
            if group.count == 1 {
                file = try CaptureFile(group[0], after: frames, interfaces: interfaces)
                return true
            }
        } catch {
            failures.append(error)
            return true
        }
        var inputs: [MergeInput] = []
        for path in group {
            do throws(CaptureFileError) {
                inputs.append(try MergeInput(path))
            } catch {
                failures.append(error)
            }
        }
        merge = CaptureMerge(inputs, after: frames, interfaces: interfaces)
        return true
    }
}
