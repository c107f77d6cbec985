/// A session description (RFC 8866), as far as it speaks of the media of calls.
///
/// Syntax only: what two of them agree on is not judged here. A line that cannot be read is skipped and counted.
public struct SessionDescription: Hashable, Sendable {
    /// Longer text is none.
    public static let maximumLength = 65_536
    /// Media sections kept.
    public static let maximumMedia = 64

    /// The creator's word for this session and its version (`o=`, RFC 8866 5.2).
    public var origin: SDPOrigin?
    /// What stands above the media: it holds for each section that does not say otherwise.
    public var attributes = SDPAttributes()
    public var media: [MediaDescription] = []
    /// Lines that were skipped.
    public var unreadableLines = 0

    public init() {}

    /// - Throws: if the text does not begin with `v=0` (RFC 8866 5.1), or is too long.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard Self.mayBegin(bytes) else { throw WireError(.malformed, .sdp) }
        guard bytes.count <= Self.maximumLength else {
            throw WireError(.unsupported, .sdp, needed: bytes.count, available: Self.maximumLength)
        }
        self.init()
        bytes.forEachLine { range in
            guard !range.isEmpty else { return }
            if !take(bytes.text(range)) { unreadableLines += 1 }
        }
    }

    /// Whether the text begins as every session description does.
    public static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 4 && bytes[0] == UInt8(ascii: "v") && bytes[1] == UInt8(ascii: "=")
            && bytes[2] == UInt8(ascii: "0") && (bytes[3] == UInt8(ascii: "\r") || bytes[3] == UInt8(ascii: "\n"))
    }

    private mutating func take(_ line: Substring) -> Bool {
        var words = WordCursor(line)
        guard let type = words.next(until: "="), type.utf8.count == 1, let letter = type.utf8.first else {
            return false
        }
        let value = words.remainder
        switch letter {
        case UInt8(ascii: "m"):
            guard media.count < Self.maximumMedia, var section = MediaDescription(value) else { return false }
            section.attributes = attributes.inherited
            media.append(section)
            return true
        case UInt8(ascii: "o"):
            origin = SDPOrigin(value)
            return origin != nil
        case UInt8(ascii: "c"):
            guard let connection = SDPConnection(value) else { return false }
            update { $0.connection = connection }
            return true
        case UInt8(ascii: "a"):
            var isRead = true
            update { isRead = $0.take(value) }
            return isRead
        // Of no use here: version, name, information, bandwidth, times, keys and so on.
        default: return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
        }
    }

    /// Changes the attributes of the section at hand, or of the session before the first.
    private mutating func update(_ body: (inout SDPAttributes) -> Void) {
        if media.isEmpty { body(&attributes) } else { body(&media[media.count - 1].attributes) }
    }
}
