#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A temporary file without a name for what must wait and has no room in memory.
///
/// Not `/tmp`, which is memory on many machines.
struct WaitingFile {
    private static let limit = 4 << 30

    private var descriptor: Int32 = -1
    private var hasFailed = false
    /// Where the next part goes, and how many parts are still to be read.
    private var end = 0
    private var waiting = 0

    /// Keeps `bytes`; nil if there is no room.
    mutating func append(_ bytes: [UInt8]) -> Range<Int>? {
        guard end + bytes.count <= Self.limit, open() else { return nil }
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start, end + start)
            }
            if count > 0 {
                start += count
            } else if errno != EINTR {
                // The disk is full, or nearly so: what was written of it is written over.
                return nil
            }
        }
        defer { end += bytes.count }
        waiting += 1
        return end..<(end + bytes.count)
    }

    /// Gives back a part, once.
    mutating func take(_ range: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start,
                    range.lowerBound + start)
            }
            if count > 0 {
                start += count
            } else if count == 0 || errno != EINTR {
                throw CommandFailure("A temporary file cannot be read: \(systemReason(count == 0 ? EIO : errno)).")
            }
        }
        waiting -= 1
        if waiting == 0 {
            // The room is needed no more.
            end = 0
            _ = ftruncate(descriptor, 0)
        }
        return bytes
    }

    private mutating func open() -> Bool {
        guard descriptor < 0, !hasFailed else { return descriptor >= 0 }
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
        var template = Array("\(folder)/callwitness-XXXXXX".utf8CString)
        descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let name = buffer.baseAddress else { return -1 }
            let descriptor = unsafe mkstemp(name)
            if descriptor >= 0 { unsafe unlink(name) }
            return descriptor
        }
        hasFailed = descriptor < 0
        return !hasFailed
    }
}
