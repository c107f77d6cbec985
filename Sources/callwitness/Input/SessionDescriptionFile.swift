import Analysis
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A session description in a file of its own, as `--sdp` names it.
enum SessionDescriptionFile {
    static func load(_ path: String) throws -> GivenDescription {
        let bytes = try contents(of: path)
        do throws(WireError) {
            return GivenDescription(name: path, session: try SessionDescription(parsing: bytes.span))
        } catch {
            let limit = SessionDescription.maximumLength
            let why = error.reason == .unsupported ? "is longer than \(limit) bytes" : "does not begin with 'v=0'"
            throw CommandFailure("\(path) is no session description: it \(why).")
        }
    }

    /// As much of a file as a session description may have, and one byte more.
    private static func contents(of path: String) throws -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let code = errno
            throw CommandFailure(
                "\(path): it cannot be opened: \(systemReason(code)).", code == EACCES ? .permission : .unusable)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: SessionDescription.maximumLength + 1)
        var count = 0
        while count < bytes.count {
            let length = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if length < 0, errno == EINTR { continue }
            guard length >= 0 else { throw CommandFailure("\(path): it cannot be read: \(systemReason(errno)).") }
            if length == 0 { break }
            count += length
        }
        return Array(bytes.prefix(count))
    }
}
