import Wire

/// The records of a pcap file (draft-ietf-opsawg-pcap section 5).
struct PcapReader: RecordReader {
    let header: PcapHeader
    let format: String
    private var interface: UInt32?

    init(header: PcapHeader, format: String) {
        self.header = header
        self.format = format
    }

    mutating func read(_ bytes: Span<UInt8>, _ chunk: inout Chunk, into batch: inout CaptureBatch) -> ReadingOutcome {
        let interface = self.interface ?? announce(&chunk, &batch)
        self.interface = interface
        // Twice the same loop, each for one order alone: it is as fast as a record's length leads to the next.
        switch header.order {
        case .little: return read(.little, bytes, interface, &chunk, &batch)
        case .big: return read(.big, bytes, interface, &chunk, &batch)
        }
    }

    @inline(__always)
    private func read(
        _ order: ByteOrder, _ bytes: Span<UInt8>, _ interface: UInt32, _ chunk: inout Chunk, _ batch: inout CaptureBatch
    ) -> ReadingOutcome {
        let headerLength = header.recordHeaderLength
        let subsecond: Int64 = header.variant == .nanoseconds ? 1 : 1000
        let linkType = header.linkType
        var start = chunk.start
        var number = chunk.frames
        var outcome = ReadingOutcome.stopped
        var lie: UInt32?
        let mostRecords = (bytes.count - start) / headerLength
        batch.frames.append(addingCapacity: mostRecords) { frames in
            while true {
                guard bytes.count &- start >= headerLength else {
                    outcome = .needs(headerLength, what: "the record header")
                    break
                }
                // Seconds and fractions have 32 bits each, so that no value overflows.
                let header = bytes.extracting(start..<start &+ 16)
                let seconds = Int64(order.uint32(header, at: 0))
                let fraction = Int64(order.uint32(header, at: 4))
                var captured = order.uint32(header, at: 8)
                var original = order.uint32(header, at: 12)
                if captured > original { (captured, original) = plausible(captured, original) }
                guard captured <= maximumFrameLength else {
                    lie = captured
                    break
                }
                let begin = start &+ headerLength
                let next = begin &+ Int(captured)
                guard next <= bytes.count else {
                    outcome = .needs(next &- start, what: "the record")
                    break
                }
                number &+= 1
                frames.append(
                    FrameRecord(
                        timestamp: Timestamp(nanoseconds: seconds &* 1_000_000_000 &+ fraction &* subsecond),
                        number: number, offset: begin, capturedLength: captured, originalLength: original,
                        linkType: linkType, interface: interface))
                start = next
            }
        }
        if let lie { batch.notes.append((batch.frames.count, chunk.damage(at: start, PcapReader.lyingLength(lie)))) }
        chunk.start = start
        chunk.frames = number
        return outcome
    }

    /// What lengths mean of which that on the wire is the smaller. (A call, so that the processor guesses that there is none.)
    @inline(never)
    private func plausible(_ captured: UInt32, _ original: UInt32) -> (captured: UInt32, original: UInt32) {
        header.mayHaveSwappedLengths ? (original, captured) : (captured, captured)
    }

    private static func lyingLength(_ length: UInt32) -> String {
        "a record claims \(length) captured bytes, more than the \(maximumFrameLength) that any frame has: the file is "
            + "damaged and nothing from here on is read."
    }

    /// A pcap file is one section and one interface.
    private func announce(_ chunk: inout Chunk, _ batch: inout CaptureBatch) -> UInt32 {
        var description = CaptureInterface(
            index: chunk.interfaces, linkType: header.linkType, snapLength: header.snapLength,
            ticksPerSecond: header.ticksPerSecond)
        description.frameCheckSequenceLength = header.frameCheckSequenceLength
        batch.notes.append((batch.frames.count, .section(CaptureSection(file: chunk.file, format: format))))
        batch.notes.append((batch.frames.count, .interface(description)))
        chunk.interfaces &+= 1
        return description.index
    }
}
