private import CZlib

/// Decompresses gzip (RFC 1952), also several members one after another, as `cat a.gz b.gz` and logrotate make them.
@safe final class GzipInput: ByteInput {
    private static let windowBitsForGzip: Int32 = 15 + 16

    private let file: FileInput
    /// On the heap, as zlib keeps a pointer back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    private var isInsideMember = false
    private var isAfterMember = false

    init(_ file: FileInput) throws(InputFailure) {
        self.file = file
        unsafe self.stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, GzipInput.windowBitsForGzip, zlibVersion(), size) == Z_OK else {
            throw InputFailure(reason: "there is no memory to decompress gzip")
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe packed.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
        unsafe stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = unsafe stream.pointee.avail_out
        while true {
            if unsafe stream.pointee.avail_in > 0 { isInsideMember = true }
            switch unsafe inflate(stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END:
                isInsideMember = false
                isAfterMember = true
                unsafe inflateReset(stream)
            case Z_DATA_ERROR where unsafe isAfterMember && stream.pointee.total_out == 0:
                // What follows a member and is none is padding, as for gzip itself.
                isInsideMember = false
                return 0
            default: throw InputFailure(reason: "its gzip data are damaged")
            }
            let produced = unsafe Int(room - stream.pointee.avail_out)
            if produced > 0 { return produced }
            if unsafe stream.pointee.avail_in > 0 { continue }
            let count = try unsafe file.read(into: packed)
            guard count > 0 else {
                if isInsideMember { throw InputFailure(reason: "its gzip data end early: the file was cut") }
                return 0
            }
            unsafe stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: Bytef.self)
            unsafe stream.pointee.avail_in = UInt32(count)
        }
    }
}
