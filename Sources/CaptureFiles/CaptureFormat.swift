import Wire

/// Finds out by content what a file is and opens it.
enum CaptureFormat {
    struct Opened {
        var input: any ByteInput
        var reader: any RecordReader
        /// What was read and belongs to the records.
        var rest: [UInt8]
        var restOffset: UInt64
    }

    /// Enough for every header, and to say what something else looks like.
    private static let headLength = 512

    static func open(_ path: String) throws(CaptureFileError) -> Opened {
        let name = FileInput.name(path)
        let file = try FileInput(path: path)
        var head: [UInt8]
        let input: any ByteInput
        let packing: Packing?
        do throws(InputFailure) {
            packing = Packing(magic: try file.peek(4))
            input =
                switch packing {
                case nil: file
                case .gzip: try GzipInput(file)
                case .zstd: try ZstdInput(file)
                }
            head = try readHead(input)
        } catch {
            throw CaptureFileError(
                .cannotOpen, file: name, sentence: "\(name) cannot be read, because \(error.reason).")
        }
        let suffix = packing.map { " in \($0.rawValue)" } ?? ""
        let kind = try recognise(head, of: name, suffix: suffix)
        switch kind {
        case .pcap(let header):
            head.removeFirst(PcapHeader.length)
            let reader = PcapReader(header: header, format: header.format + suffix)
            return Opened(
                input: input, reader: reader, rest: head, restOffset: UInt64(PcapHeader.length))
        case .pcapng:
            return Opened(
                input: input, reader: PcapngReader(formatSuffix: suffix), rest: head, restOffset: 0)
        }
    }

    private enum Packing: String {
        case gzip, zstd

        init?(magic: [UInt8]) {
            switch magic {
            case _ where magic.starts(with: [0x1F, 0x8B]): self = .gzip
            case [0x28, 0xB5, 0x2F, 0xFD]: self = .zstd
            // A skippable frame (RFC 8878 section 3.1.2) may come first.
            case _ where magic.count == 4 && magic[0] & 0xF0 == 0x50 && magic[1...] == [0x2A, 0x4D, 0x18]: self = .zstd
            default: return nil
            }
        }
    }

    private enum Kind {
        case pcap(PcapHeader)
        case pcapng
    }

    /// The first bytes, as many as come without waiting for more than a header.
    private static func readHead(_ input: any ByteInput) throws(InputFailure) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: headLength)
        var length = 0
        while length < SectionHeaderBlock.minimumLength {
            // A pcap file without a packet ends before that, and a pipe may wait for its first packet there.
            if PcapHeader(parsing: head.span.extracting(0..<length)) != nil { break }
            let count = try input.read(into: &head, from: length)
            guard count > 0 else { break }
            length += count
        }
        head.removeSubrange(length...)
        return head
    }

    private static func recognise(_ head: [UInt8], of file: String, suffix: String) throws(CaptureFileError) -> Kind {
        guard !head.isEmpty else {
            throw CaptureFileError(
                .empty, file: file,
                sentence: "\(file) is empty\(suffix): nothing was captured, or the recording has not begun to write.")
        }
        let bytes = head.span
        if let header = PcapHeader(parsing: bytes) {
            guard header.major == 2 || header.major == 543 else {
                throw unsupported(file, "pcap \(header.major).\(header.minor)", reads: "pcap 2", offset: 4)
            }
            return .pcap(header)
        }
        guard head.count >= 12, let order = SectionHeaderBlock.order(bytes) else {
            throw CaptureFileError(
                .notACapture, file: file, offset: 0,
                sentence: "\(file) is not a capture file: it \(Lookalike.describe(head))\(suffix); "
                    + "pcap and pcapng are read, also in gzip and zstd.")
        }
        guard head.count >= SectionHeaderBlock.minimumLength else {
            throw CaptureFileError(
                .notACapture, file: file, offset: UInt64(head.count),
                sentence: "\(file) ends after \(head.count) bytes, inside the header of a pcapng file: record it again."
            )
        }
        let major = order.uint16(bytes, at: 12)
        guard major == SectionHeaderBlock.readableMajor else {
            throw unsupported(
                file, "pcapng \(major).\(order.uint16(bytes, at: 14))", reads: "pcapng 1", offset: 12)
        }
        return .pcapng
    }

    private static func unsupported(
        _ file: String, _ found: String, reads readable: String, offset: UInt64
    ) -> CaptureFileError {
        CaptureFileError(
            .unsupported, file: file, offset: offset,
            sentence: "\(file) says at byte \(offset) that it is \(found), and \(readable) is read: "
                + "convert it, for example with editcap.")
    }
}
