/// Bytes in order, from a file or through a decompressor; asked once per chunk, never per packet.
protocol ByteInput: AnyObject {
    /// Fills `buffer` with what there is, waiting only while there is nothing; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int
}

extension ByteInput {
    /// Fills `bytes` from `offset` on.
    func read(into bytes: inout [UInt8], from offset: Int) throws(InputFailure) -> Int {
        try unsafe bytes.withUnsafeMutableBufferPointer { buffer throws(InputFailure) in
            try unsafe read(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[offset...]))
        }
    }
}

/// Why no more bytes come; `reason` completes "it cannot be read further, because …".
struct InputFailure: Error {
    var reason: String
}
