import Wire

/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng), any number of sections.
///
/// Where both lengths of a block agree and its inside is wrong, the block is skipped; where they disagree, the place of
/// the next block is unknown and reading stops.
struct PcapngReader: RecordReader {
    /// Type and two lengths.
    private static let framingLength = 12
    /// libpcap's and Wireshark's bound.
    private static let maximumBlockLength = 16_777_216
    /// Bounds what a section can make the reader remember.
    private static let maximumInterfaces = 65_536

    private struct Interface {
        /// Over the whole capture.
        var index: UInt32
        var linkType: LinkType
        var snapLength: UInt32
        var resolution: TimestampResolution
    }

    private let formatSuffix: String
    private var order = ByteOrder.little
    private var interfaces: [Interface] = []
    private var skippedBlocks: UInt64 = 0
    private var lastTimestamp = Timestamp(nanoseconds: 0)

    init(formatSuffix: String) { self.formatSuffix = formatSuffix }

    mutating func read(_ bytes: Span<UInt8>, _ chunk: inout Chunk, into batch: inout CaptureBatch) -> ReadingOutcome {
        while true {
            let start = chunk.start
            guard bytes.count - start >= PcapngReader.framingLength else {
                return .needs(PcapngReader.framingLength, what: "a block's header")
            }
            let type = order.uint32(bytes, at: start)
            if type == BlockType.sectionHeader {
                guard let order = SectionHeaderBlock.order(bytes, at: start) else {
                    return stop("a section header has no byte-order magic", chunk, &batch)
                }
                self.order = order
            }
            let length = Int(order.uint32(bytes, at: start + 4))
            guard (PcapngReader.framingLength...PcapngReader.maximumBlockLength).contains(length) else {
                return stop("a block claims a length of \(length) bytes", chunk, &batch)
            }
            let end = start + length
            guard end <= bytes.count else { return .needs(length, what: "a block of type \(type)") }
            guard Int(order.uint32(bytes, at: end - 4)) == length else {
                return stop(
                    "a block's two lengths, \(length) and \(order.uint32(bytes, at: end - 4)), differ", chunk, &batch)
            }
            do throws(BlockDamage) {
                try readBlock(type, bytes.extracting(start + 8..<end - 4), bodyOffset: start + 8, &chunk, &batch)
            } catch {
                skip(error, chunk, &batch)
            }
            chunk.start = end
        }
    }

    /// Tells of the first ten, and then of each power of ten, so that a file of nothing else floods nobody.
    private mutating func skip(_ damage: BlockDamage, _ chunk: Chunk, _ batch: inout CaptureBatch) {
        skippedBlocks &+= 1
        var rest = skippedBlocks
        while rest > 10 && rest % 10 == 0 { rest /= 10 }
        guard skippedBlocks <= 10 || rest == 10 else { return }
        let total = skippedBlocks > 10 ? " (\(skippedBlocks) so far)" : ""
        batch.append(chunk.damage(at: chunk.start, "\(damage.sentence): the block is skipped\(total)."))
    }

    private func stop(_ sentence: String, _ chunk: Chunk, _ batch: inout CaptureBatch) -> ReadingOutcome {
        batch.append(
            chunk.damage(at: chunk.start, "\(sentence): the file is damaged and nothing from here on is read."))
        return .stopped
    }

    @inline(__always)
    private mutating func readBlock(
        _ type: UInt32, _ body: Span<UInt8>, bodyOffset: Int, _ chunk: inout Chunk, _ batch: inout CaptureBatch
    ) throws(BlockDamage) {
        if type == BlockType.enhancedPacket {
            try append(PacketBlock(enhanced: body, order), body, bodyOffset, &chunk, &batch)
        } else {
            try readRareBlock(type, body, bodyOffset, &chunk, &batch)
        }
    }

    @inline(never)
    private mutating func readRareBlock(
        _ type: UInt32, _ body: Span<UInt8>, _ bodyOffset: Int, _ chunk: inout Chunk, _ batch: inout CaptureBatch
    ) throws(BlockDamage) {
        switch type {
        case BlockType.sectionHeader: try startSection(SectionHeaderBlock(parsing: body, order), chunk, &batch)
        case BlockType.interfaceDescription:
            try add(InterfaceDescriptionBlock(parsing: body, order), &chunk, &batch)
        case BlockType.simplePacket:
            let snapLength = try interface(0).snapLength
            try append(
                PacketBlock(simple: body, order, snapLength: snapLength), body, bodyOffset, &chunk, &batch)
        case BlockType.packet: try append(PacketBlock(obsolete: body, order), body, bodyOffset, &chunk, &batch)
        case BlockType.nameResolution:
            let block = NameResolutionBlock(parsing: body, order)
            for (address, name) in block.names { batch.append(.name(address, name)) }
            batch.append(comments: block.comments)
        case BlockType.interfaceStatistics:
            let block = try InterfaceStatisticsBlock(parsing: body, order)
            let interface = try interface(block.interface)
            let timestamp = interface.resolution.timestamp(ticks: block.ticks)
            batch.append(.statistics(block.statistics(interface: interface.index, timestamp: timestamp)))
            batch.append(comments: block.comments)
        case BlockType.decryptionSecrets:
            let block = try DecryptionSecretsBlock(parsing: body, order)
            batch.append(.secrets(type: block.type, bytes: block.secrets))
            batch.append(comments: block.comments)
        default: break
        }
    }

    private func interface(_ index: UInt32) throws(BlockDamage) -> Interface {
        guard index < interfaces.count else {
            throw BlockDamage(sentence: "a block speaks of interface \(index) and the section has \(interfaces.count)")
        }
        return interfaces[Int(index)]
    }

    private mutating func startSection(
        _ block: SectionHeaderBlock, _ chunk: Chunk, _ batch: inout CaptureBatch
    ) throws(BlockDamage) {
        interfaces.removeAll(keepingCapacity: true)
        guard block.major == SectionHeaderBlock.readableMajor else {
            throw BlockDamage(sentence: "a section says that it is pcapng \(block.major).\(block.minor), not 1.0")
        }
        let section = CaptureSection(
            file: chunk.file, format: "pcapng" + formatSuffix, hardware: block.hardware,
            operatingSystem: block.operatingSystem, application: block.application)
        batch.append(.section(section))
        batch.append(comments: block.comments)
    }

    private mutating func add(
        _ block: InterfaceDescriptionBlock, _ chunk: inout Chunk, _ batch: inout CaptureBatch
    ) throws(BlockDamage) {
        guard interfaces.count < PcapngReader.maximumInterfaces else {
            throw BlockDamage(sentence: "a section describes more than \(PcapngReader.maximumInterfaces) interfaces")
        }
        let index = chunk.interfaces
        chunk.interfaces &+= 1
        interfaces.append(
            Interface(
                index: index, linkType: block.linkType, snapLength: block.snapLength, resolution: block.resolution))
        batch.append(.interface(block.interface(index: index)))
        batch.append(comments: block.comments)
    }

    /// A frame without a time (simple packet block) has that of the frame before it, or 0 if it is the first.
    @inline(__always)
    private mutating func append(
        _ packet: PacketBlock, _ body: Span<UInt8>, _ bodyOffset: Int, _ chunk: inout Chunk,
        _ batch: inout CaptureBatch
    ) throws(BlockDamage) {
        let interface = try interface(packet.interface)
        if let ticks = packet.ticks { lastTimestamp = interface.resolution.timestamp(ticks: ticks) }
        chunk.frames &+= 1
        if packet.dropsBefore > 0 || body.count - packet.optionsOffset >= 4 {
            readOptions(packet, body, frame: chunk.frames, &batch)
        }
        batch.frames.append(
            FrameRecord(
                timestamp: lastTimestamp, number: chunk.frames, offset: bodyOffset + packet.dataOffset,
                capturedLength: packet.captured, originalLength: max(packet.original, packet.captured),
                linkType: interface.linkType, interface: interface.index))
    }

    @inline(never)
    private func readOptions(
        _ packet: PacketBlock, _ body: Span<UInt8>, frame: UInt64, _ batch: inout CaptureBatch
    ) {
        var drops = packet.dropsBefore
        var options = BlockOptions(at: packet.optionsOffset, order: order)
        var comments = 0
        while let (code, value) = options.next(in: body) {
            switch code {
            case BlockOptions.comment:
                if comments < BlockComments.capacity { batch.append(.comment(text(body, value), frame: frame)) }
                comments += 1
            case 4 where value.count == 8: drops &+= order.uint64(body, at: value.lowerBound)
            default: break
            }
        }
        if drops > 0 { batch.append(.dropsBefore(frame: frame, count: drops)) }
    }
}

extension CaptureBatch {
    mutating func append(_ note: CaptureNote) { notes.append((frames.count, note)) }

    fileprivate mutating func append(comments: BlockComments) {
        for comment in comments.texts { append(.comment(comment, frame: nil)) }
    }
}
