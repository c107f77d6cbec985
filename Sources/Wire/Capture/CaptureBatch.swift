/// Where one captured frame lies in its batch, and what the capture file or interface says of it.
@frozen
public struct FrameRecord: BitwiseCopyable, Sendable {
    public var timestamp: Timestamp
    /// 1-based over the whole capture, all files in time order: what Wireshark calls `frame.number`.
    public var number: UInt64
    /// Start of the frame's bytes in `CaptureBatch.bytes`.
    public var offset: Int
    /// Bytes that were kept.
    public var capturedLength: UInt32
    /// Bytes that were on the wire.
    public var originalLength: UInt32
    public var linkType: LinkType
    /// Index into the capture's interfaces, in the order of their `CaptureNote.interface`.
    public var interface: UInt32

    @inlinable
    public init(
        timestamp: Timestamp, number: UInt64, offset: Int, capturedLength: UInt32, originalLength: UInt32,
        linkType: LinkType, interface: UInt32
    ) {
        self.timestamp = timestamp
        self.number = number
        self.offset = offset
        self.capturedLength = capturedLength
        self.originalLength = originalLength
        self.linkType = linkType
        self.interface = interface
    }

    /// Where its bytes are in `CaptureBatch.bytes`.
    @inlinable public var range: Range<Int> { offset..<offset &+ Int(capturedLength) }
}

/// A run of consecutive frames with their bytes, and what stood between them.
///
/// Sources fill the same batch again and again, so that nothing is allocated per packet: one call carries hundreds of
/// frames across the module boundary.
public struct CaptureBatch: Sendable {
    /// The bytes that `frames` point into; the source may leave other bytes of its own between them.
    public var bytes: [UInt8] = []
    public var frames: [FrameRecord] = []
    /// Everything that is not a frame, in order, each with the index in `frames` that it precedes.
    public var notes: [(before: Int, note: CaptureNote)] = []

    public init() {}

    /// Empties the batch and keeps its storage.
    public mutating func removeAll() {
        frames.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
    }
}
