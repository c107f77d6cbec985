import Wire

/// Cuts the bytes of one direction of a TCP connection into messages.
struct StreamFramer: Sendable {
    /// Bytes that are searched for a message before a stream is given up.
    static let searchLimit = 8192
    /// Segment starts that are tried as message starts.
    static let maximumBoundaries = 32

    private(set) var framing = StreamFraming.undecided
    /// Bytes that belong to no message: before the first, and behind a loss up to the next.
    private(set) var skippedBytes = 0
    private var isSynchronised = false
    /// Whether `buffer` begins where the connection did.
    private var isAtStart: Bool
    /// An unfinished message, or what is searched for one.
    private var buffer: [UInt8] = []
    /// Offsets in `buffer` where segments began, while searching.
    private var boundaries: [Int] = []

    init(atStart: Bool) { isAtStart = atStart }

    /// Nothing will ever be delivered.
    var isOpaque: Bool { framing == .tls || framing == .other }

    var heldBytes: Int { buffer.capacity + boundaries.count * 8 }

    mutating func receive(_ bytes: Span<UInt8>, deliver: (Span<UInt8>, DatagramKind) -> Void) {
        guard !isOpaque else { return }
        if isSynchronised, buffer.isEmpty {
            // Mostly a segment holds whole messages, and nothing is copied.
            let used = deliverMessages(in: bytes, deliver)
            guard used < bytes.count else { return }
            append(bytes.extracting(used...))
        } else {
            append(bytes)
        }
        cutBuffer(deliver)
    }

    /// Bytes are missing here: what follows begins anywhere.
    mutating func lose() {
        skippedBytes += buffer.count
        buffer = []
        boundaries = []
        isSynchronised = false
        isAtStart = false
    }

    private mutating func append(_ bytes: Span<UInt8>) {
        if !isSynchronised, boundaries.count < Self.maximumBoundaries { boundaries.append(buffer.count) }
        for index in bytes.indices { buffer.append(bytes[index]) }
    }

    /// Delivers and removes what can be.
    private mutating func cutBuffer(_ deliver: (Span<UInt8>, DatagramKind) -> Void) {
        let pieces = buffer
        var offset = 0
        while offset < pieces.count {
            let rest = pieces.span.extracting(offset...)
            if !isSynchronised {
                let skipped = search(rest)
                offset += skipped
                skippedBytes += skipped
                guard isSynchronised else { break }
            }
            offset += deliverMessages(in: pieces.span.extracting(offset...), deliver)
            if isSynchronised { break }
        }
        if isOpaque {
            buffer = []
        } else if offset > 0 {
            buffer.removeFirst(offset)
        }
    }

    /// Delivers all whole messages and says how many bytes they took. Where no message can begin, the stream is no
    /// longer synchronised.
    private mutating func deliverMessages(
        in bytes: Span<UInt8>, _ deliver: (Span<UInt8>, DatagramKind) -> Void
    ) -> Int {
        var offset = 0
        while offset < bytes.count {
            switch FramedMessage.next(in: bytes.extracting(offset...), framing) {
            case .whole(let message):
                if message.end > message.start {
                    deliver(bytes.extracting(offset + message.start..<offset + message.end), message.kind)
                }
                offset += message.stride
            case .unfinished:
                return offset
            case .implausible:
                isSynchronised = false
                return offset
            }
        }
        return offset
    }

    /// Tries to synchronise; says how many bytes are to be skipped.
    private mutating func search(_ bytes: Span<UInt8>) -> Int {
        let outcome =
            isAtStart
            ? StreamSearch.atStart(bytes)
            : StreamSearch.anywhere(bytes, boundaries: boundaries, framing: framing)
        switch outcome {
        case .found(let found, let start):
            framing = found
            isSynchronised = true
            isAtStart = false
            boundaries = []
            return start
        case .hopeless(let why):
            framing = why
            return bytes.count
        case .unknown:
            guard bytes.count > Self.searchLimit else { return 0 }
            if framing == .undecided {
                framing = .other
                return bytes.count
            }
            // The stream is one of ours: go on with its newer half.
            let half = bytes.count / 2
            boundaries = boundaries.filter { $0 >= half }.map { $0 - half }
            return half
        }
    }
}
