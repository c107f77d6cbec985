/// Something that a capture has to say, in the order in which it is said.
enum OutputItem {
    /// For stdout or `-o`: a call's report, or lines of a dump, which have no id.
    case document([UInt8], id: String)
    /// For stderr.
    case sentence(String)
}

// As bytes, which can wait in a file: a kind, the length of the text, the text, the document.
extension OutputItem {
    var encoded: [UInt8] {
        let (kind, text, document): (UInt8, String, [UInt8]) =
            switch self {
            case .document(let bytes, let id): (0, id, bytes)
            case .sentence(let sentence): (1, sentence, [])
            }
        let length = UInt64(text.utf8.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(9 + Int(length) + document.count)
        bytes.append(kind)
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
        bytes += text.utf8
        bytes += document
        return bytes
    }

    init(decoding bytes: [UInt8]) {
        let length = (0..<8).reduce(0) { $0 | Int(bytes[1 + $1]) << (8 * $1) }
        let text = String(decoding: bytes[9..<(9 + length)], as: UTF8.self)
        self = bytes[0] == 0 ? .document(Array(bytes[(9 + length)...]), id: text) : .sentence(text)
    }
}
