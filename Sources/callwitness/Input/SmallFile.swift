#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is read whole: settings and the like, not captures.
enum SmallFile {
    /// - Parameter what: what it holds, as an error names it.
    static func bytes(of path: String, _ what: String, atMost limit: Int) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, what, errno) }
        defer { close(descriptor) }
        return try bytes(ofDescriptor: descriptor, path, what, atMost: limit)
    }

    /// - Parameter name: what the descriptor is of, as an error names it.
    static func bytes(ofDescriptor descriptor: Int32, _ name: String, _ what: String, atMost limit: Int) throws
        -> [UInt8]
    {
        var buffer = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
        var length = 0
        while length <= limit {
            if length == buffer.count {
                buffer += [UInt8](repeating: 0, count: min(buffer.count, limit + 1 - buffer.count))
            }
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[length...])
                return unsafe read(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(name, what, errno)
            }
            if count == 0 { break }
            length += count
        }
        guard length <= limit else {
            throw CommandFailure("\(name) has over \(limit) bytes: that is no file of \(what).")
        }
        return Array(buffer[..<length])
    }

    private static func failure(_ path: String, _ what: String, _ code: Int32) -> CommandFailure {
        CommandFailure(
            "\(path) cannot be read as \(what): \(systemReason(code)).",
            [EACCES, EPERM].contains(code) ? .permission : .unusable)
    }
}
