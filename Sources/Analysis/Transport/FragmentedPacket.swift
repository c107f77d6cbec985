import Wire

/// An IP packet of which some fragments have come.
struct FragmentedPacket: Sendable {
    /// What fragments of one packet have in common (RFC 791 3.2, RFC 8200 4.5).
    struct Key: Hashable, Sendable {
        var source: IPAddress
        var destination: IPAddress
        var identification: UInt32
        /// IPv4 only: in IPv6 the fragments after the first need not name the same header.
        var transport: IPProtocol?
        var origin: UInt32

        init(_ packet: NetworkPacket) {
            source = packet.source.address
            destination = packet.destination.address
            identification = packet.fragment.identification
            transport = source.isIPv4 ? packet.transport : nil
            origin = packet.origin
        }
    }

    enum Outcome { case incomplete, duplicate, contradiction, complete }

    private struct Piece: Sendable {
        var range: Range<Int>
        /// Fewer than the range holds if the snap length cut them.
        var bytes: [UInt8]
        var frame: UInt64
    }

    /// The longest packet in fragments of 64 bytes.
    static let maximumPieces = 1024

    let key: Key
    let firstSeen: Timestamp
    /// Kept without pieces, so that later fragments of a packet that contradicted itself find it.
    private(set) var isPoisoned = false
    private(set) var storedBytes = 0
    /// In the order of their offsets, never overlapping.
    private var pieces: [Piece] = []
    private var covered = 0
    /// Known from the last fragment.
    private var length: Int?
    /// From the first fragment.
    private var headers: NetworkPacket?

    init(key: Key, firstSeen: Timestamp) {
        self.key = key
        self.firstSeen = firstSeen
    }

    mutating func insert(_ fragment: NetworkPacket, payload: Span<UInt8>, frame: UInt64) -> Outcome {
        guard !isPoisoned else { return .incomplete }
        let start = Int(fragment.fragment.offset)
        let range = start..<start + fragment.payloadLength
        // Fragments mostly come in order: search from the end.
        var place = pieces.count
        while place > 0, pieces[place - 1].range.lowerBound >= range.lowerBound { place -= 1 }
        if place < pieces.count, pieces[place].range == range { return .duplicate }
        let overlapsNext = place < pieces.count && pieces[place].range.lowerBound < range.upperBound
        let overlapsPrevious = place > 0 && pieces[place - 1].range.upperBound > range.lowerBound
        let last = max(range.upperBound, pieces.last?.range.upperBound ?? 0)
        let end = fragment.fragment.moreFollow ? length : range.upperBound
        let disagrees = length != nil && length != end || end.map { $0 < last } == true
        guard !overlapsNext, !overlapsPrevious, !disagrees, pieces.count < Self.maximumPieces else {
            poison()
            return .contradiction
        }
        length = end
        if start == 0 { headers = fragment }
        pieces.insert(Piece(range: range, bytes: payload.copied(), frame: frame), at: place)
        storedBytes += payload.count
        covered += range.count
        return covered == length ? .complete : .incomplete
    }

    private mutating func poison() {
        isPoisoned = true
        pieces = []
        storedBytes = 0
    }

    func assembled() -> FragmentReassembler.Reassembled? {
        guard let headers, let length else { return nil }
        var payload = [UInt8]()
        payload.reserveCapacity(length)
        for piece in pieces where piece.range.lowerBound == payload.count { payload += piece.bytes }
        return FragmentReassembler.Reassembled(
            packet: headers, payload: payload, originalLength: length, frames: pieces.map(\.frame).sorted())
    }
}
