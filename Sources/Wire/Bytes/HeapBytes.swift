extension Array {
    /// What its storage takes of the heap, but for what its elements point to: a header, and its room.
    @inlinable package var heapBytes: Int { capacity == 0 ? 0 : 48 + capacity * MemoryLayout<Element>.stride }
}
