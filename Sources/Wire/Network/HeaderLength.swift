extension Span<UInt8> {
    /// Every header asks once for the bytes that it is going to load.
    ///
    /// The error says malformed; `FrameDecoder` turns that into `truncatedCapture` where the snap length is to blame.
    @inline(__always)
    func require(_ needed: Int, _ layer: WireError.Layer) throws(WireError) {
        guard count >= needed else { throw WireError(.malformed, layer, needed: needed, available: count) }
    }
}
