import Wire

/// Writes one pcapng file (draft-ietf-opsawg-pcapng) of one section, in little-endian order, with times in nanoseconds.
///
/// Blocks are collected and written together; `flush` sends on what there is. After an error the file holds whole blocks
/// and nothing more can be written to it.
struct PcapngWriter: ~Copyable {
    /// Bytes that are collected before the system gets them.
    static let bufferLength = 262_144
    /// As many as a section may have for our reader.
    static let maximumInterfaces = 65_536

    private let output: FileOutput
    private var blocks = BlockBuilder(capacity: PcapngWriter.bufferLength)
    private var flushed: UInt64 = 0
    private(set) var interfaces: UInt32 = 0
    /// Frames in the file and those still collected; after an error those in the file.
    private(set) var frames: UInt64 = 0
    /// Those in the file.
    private var flushedFrames: UInt64 = 0

    /// - Parameter application: what says that it wrote the file.
    init(_ output: FileOutput, application: String) {
        self.output = output
        blocks.begin(BlockType.sectionHeader)
        blocks.append(UInt32(0x1A2B_3C4D))
        blocks.append(UInt16(1))
        blocks.append(UInt16(0))
        // The section's length, unknown as the file grows.
        blocks.append(UInt64.max)
        blocks.option(4, text: application)
        blocks.endOptions()
        blocks.end()
    }

    var path: String { output.path }
    var isStillNamed: Bool { output.isStillNamed }
    /// Bytes of the file, those still collected included.
    var length: UInt64 { flushed &+ UInt64(blocks.bytes.count) }

    /// Describes the section's next interface (section 4.2).
    mutating func describe(_ interface: CaptureInterface) throws(CaptureWriteError) {
        guard let linkType = UInt16(exactly: interface.linkType.rawValue) else {
            throw CaptureWriteError(
                file: path, reason: "pcapng has no link type \(interface.linkType.rawValue)")
        }
        guard interfaces < PcapngWriter.maximumInterfaces else {
            throw CaptureWriteError(
                file: path, reason: "the capture has more than \(PcapngWriter.maximumInterfaces) interfaces")
        }
        interfaces += 1
        blocks.begin(BlockType.interfaceDescription)
        blocks.append(linkType)
        blocks.append(UInt16(0))
        blocks.append(interface.snapLength)
        blocks.option(2, text: interface.name)
        blocks.option(3, text: interface.description)
        blocks.option(9, [9])
        blocks.option(11, text: interface.filter, prefix: [0])
        blocks.option(12, text: interface.operatingSystem)
        if let length = interface.frameCheckSequenceLength { blocks.option(13, [length]) }
        blocks.endOptions()
        blocks.end()
        try flushIfFull()
    }

    /// Writes an enhanced packet block (section 4.3).
    ///
    /// - Parameters:
    ///   - bytes: what is kept of the frame.
    ///   - dropsBefore: packets that the capture lost between the frame before it and this one.
    mutating func write(
        _ frame: FrameRecord, _ bytes: Span<UInt8>, dropsBefore: UInt64 = 0, comments: [String] = []
    ) throws(CaptureWriteError) {
        let originalLength = max(frame.originalLength, UInt32(clamping: bytes.count))
        if dropsBefore == 0, comments.isEmpty {
            blocks.packet(interface: frame.interface, time: frame.timestamp, originalLength: originalLength, bytes)
        } else {
            blocks.begin(BlockType.enhancedPacket)
            blocks.append(frame.interface)
            blocks.append(ticks: frame.timestamp)
            blocks.append(UInt32(clamping: bytes.count))
            blocks.append(originalLength)
            blocks.append(padded: bytes)
            for comment in comments { blocks.option(BlockOptions.comment, text: comment) }
            if dropsBefore > 0 { blocks.option(4, count: dropsBefore) }
            blocks.endOptions()
            blocks.end()
        }
        frames &+= 1
        try flushIfFull()
    }

    /// Writes an interface statistics block (section 4.6).
    ///
    /// - Parameters:
    ///   - time: when they were read, if they do not say so.
    ///   - start: since when they count.
    mutating func write(
        _ statistics: InterfaceStatistics, at time: Timestamp, since start: Timestamp? = nil
    ) throws(CaptureWriteError) {
        let time = statistics.timestamp ?? time
        blocks.begin(BlockType.interfaceStatistics)
        blocks.append(statistics.interface)
        blocks.append(ticks: time)
        if let start {
            blocks.option(2, time: start)
            blocks.option(3, time: time)
        }
        blocks.option(4, count: statistics.received)
        blocks.option(5, count: statistics.droppedByInterface)
        blocks.option(6, count: statistics.acceptedByFilter)
        blocks.option(7, count: statistics.droppedByKernel)
        blocks.option(8, count: statistics.delivered)
        blocks.endOptions()
        blocks.end()
        try flushIfFull()
    }

    /// Writes a comment on no frame in particular: in a name resolution block without names (section 4.5), as a file
    /// that is being written has its section header behind it.
    mutating func write(comment: String) throws(CaptureWriteError) {
        blocks.begin(BlockType.nameResolution)
        blocks.append(UInt32(0))
        blocks.option(BlockOptions.comment, text: comment)
        blocks.endOptions()
        blocks.end()
        try flushIfFull()
    }

    /// Hands what was collected to the system.
    mutating func flush() throws(CaptureWriteError) {
        guard !blocks.bytes.isEmpty else { return }
        let count = UInt64(blocks.bytes.count)
        // Gone either way: the blocks that reached the file before an error must not get there again.
        defer { blocks.removeAll(capacity: PcapngWriter.bufferLength) }
        do throws(CaptureWriteError) {
            try output.write(blocks.bytes)
        } catch {
            frames = flushedFrames &+ Self.frames(in: blocks.bytes, upTo: output.keptOfFailed)
            throw error
        }
        flushed &+= count
        flushedFrames = frames
    }

    /// Completes the file: all of it is on the disk when this returns.
    mutating func finish() throws(CaptureWriteError) {
        try flush()
        try output.finish()
    }

    /// Packet blocks in the first `count` bytes, which are whole blocks.
    private static func frames(in blocks: [UInt8], upTo count: Int) -> UInt64 {
        var frames: UInt64 = 0
        var offset = 0
        while offset + 8 <= count {
            if ByteOrder.little.uint32(blocks.span, at: offset) == BlockType.enhancedPacket { frames += 1 }
            offset += max(8, Int(ByteOrder.little.uint32(blocks.span, at: offset + 4)))
        }
        return frames
    }

    private mutating func flushIfFull() throws(CaptureWriteError) {
        if blocks.bytes.count >= PcapngWriter.bufferLength { try flush() }
    }
}
