private import CZstd

/// Decompresses Zstandard (RFC 8878), also several frames one after another.
///
/// libzstd refuses windows over 128 MiB by itself, which bounds the memory.
@safe final class ZstdInput: ByteInput {
    private let file: FileInput
    private let stream: OpaquePointer
    private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 16)
    private var unread = unsafe ZSTD_inBuffer(src: nil, size: 0, pos: 0)
    private var isInsideFrame = false

    init(_ file: FileInput) throws(InputFailure) {
        guard let stream = unsafe ZSTD_createDStream() else {
            throw InputFailure(reason: "there is no memory to decompress zstd")
        }
        self.file = file
        unsafe self.stream = stream
        unsafe unread.src = UnsafeRawPointer(packed.baseAddress)
    }

    deinit {
        unsafe ZSTD_freeDStream(stream)
        unsafe packed.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        var output = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        while true {
            while unsafe unread.pos < unread.size || isInsideFrame {
                let hint = unsafe ZSTD_decompressStream(stream, &output, &unread)
                guard ZSTD_isError(hint) == 0 else {
                    let name = unsafe String(cString: ZSTD_getErrorName(hint))
                    throw InputFailure(reason: "its zstd data are damaged (\(name))")
                }
                isInsideFrame = hint != 0
                if unsafe output.pos > 0 { return unsafe output.pos }
                if unsafe unread.pos == unread.size { break }
            }
            let count = try unsafe file.read(into: packed)
            guard count > 0 else {
                if isInsideFrame { throw InputFailure(reason: "its zstd data end early: the file was cut") }
                return 0
            }
            unsafe unread.size = count
            unsafe unread.pos = 0
        }
    }
}
