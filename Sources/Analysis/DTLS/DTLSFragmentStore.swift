internal import Wire

/// The bytes of the handshake fragments that are read at the end, each kept once however often it was sent.
struct DTLSFragmentStore: Hashable, Sendable {
    struct Fragment: Hashable, Sendable {
        var isForward: Bool
        var header: DTLSHandshakeFragment
        /// Fewer than the header says if the capture cut them off.
        var bytes: [UInt8]
    }

    static let maximumCount = 256
    static let maximumByteCount = 32 * 1024

    private(set) var fragments: [Fragment] = []
    private(set) var byteCount = 0
    /// A fragment did not fit; nothing is kept from there on, so that pieces agree with the whole.
    private(set) var isClosed = false

    static func keeps(_ type: DTLSHandshakeType) -> Bool {
        switch type {
        case .clientHello, .serverHello, .helloVerifyRequest, .certificate, .serverKeyExchange: true
        default: false
        }
    }

    /// The fragment's index; -1 if it is not kept.
    mutating func insert(_ header: DTLSHandshakeFragment, isForward: Bool, _ bytes: Span<UInt8>) -> Int {
        guard Self.keeps(header.type), header.fragmentLength > 0 else { return -1 }
        if let known = fragments.firstIndex(where: {
            $0.header == header && $0.isForward == isForward && Self.isEqual($0.bytes, bytes)
        }) {
            return known
        }
        guard !isClosed, fragments.count < Self.maximumCount, byteCount + bytes.count <= Self.maximumByteCount else {
            isClosed = true
            return -1
        }
        byteCount += bytes.count
        fragments.append(Fragment(isForward: isForward, header: header, bytes: bytes.copied()))
        return fragments.count - 1
    }

    /// Appends the store of what came after, its directions perhaps reversed, and gives for each of its indices the new
    /// one.
    mutating func append(_ later: DTLSFragmentStore, isReversed: Bool) -> [Int] {
        let indices = later.fragments.map { insert($0.header, isForward: $0.isForward != isReversed, $0.bytes.span) }
        isClosed = isClosed || later.isClosed
        return indices
    }

    private static func isEqual(_ stored: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard stored.count == bytes.count else { return false }
        for index in bytes.indices where stored[index] != bytes[index] { return false }
        return true
    }

    /// Puts a message together from the fragments at `indices`, earlier ones winning over later ones.
    func message(from indices: [Int]) -> Message? {
        guard let first = indices.first else { return nil }
        let length = fragments[first].header.messageLength
        guard length <= Self.maximumByteCount else { return nil }
        if fragments[first].header.fragmentOffset == 0, fragments[first].bytes.count == length {
            return Message(bytes: fragments[first].bytes, isComplete: true)
        }
        var bytes = [UInt8](repeating: 0, count: length)
        var isKnown = [Bool](repeating: false, count: length)
        for index in indices where fragments[index].header.messageLength == length {
            let fragment = fragments[index]
            for (position, byte) in fragment.bytes.enumerated() {
                let target = fragment.header.fragmentOffset + position
                if target < length, !isKnown[target] {
                    bytes[target] = byte
                    isKnown[target] = true
                }
            }
        }
        return Message(bytes: bytes, isComplete: !isKnown.contains(false))
    }

    struct Message {
        var bytes: [UInt8]
        var isComplete: Bool
    }
}
