import Report

/// Several JSON documents one after another, as NDJSON or printed in a row: where each stands.
enum JSONDocuments {
    /// Of one file: a call of a day, frame by frame.
    static let capacity = 100_000

    struct Piece {
        var range: Range<Int>
        /// Whether its brackets close.
        var isClosed: Bool
    }

    /// Tells the pieces by their brackets alone: what is no JSON is one piece too.
    static func pieces(of bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var start: Int?
        var depth = 0
        var isText = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            let begin = start ?? index
            start = begin
            if depth == 0, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), pieces.count < capacity {
                pieces.append(Piece(range: begin..<index + 1, isClosed: true))
                start = nil
            }
        }
        if let start {
            pieces.append(Piece(range: start..<bytes.count, isClosed: depth <= 0 && !isText))
        }
        return pieces
    }

    static func read(_ piece: Piece, of bytes: [UInt8], source: String) throws(ClientReportFailure) -> JSONValue {
        let text = Array(bytes[piece.range])
        do throws(JSONReader.Failure) {
            return try JSONReader.read(text)
        } catch {
            let position = error.position.moved(by: JSONPosition(of: piece.range.lowerBound, in: bytes))
            if !piece.isClosed, error.position.isNearEnd(of: text) {
                throw ClientReportFailure(
                    kind: .truncated,
                    description: "'\(source)' ends too early, at \(position): was it cut? Give the whole document.")
            }
            throw ClientReportFailure(
                kind: .notJSON,
                description:
                    "'\(source)' is no JSON: \(error.reason) at \(position). Give the report as the client wrote it.")
        }
    }
}

extension JSONPosition {
    /// Of a piece that begins at `start` of the whole.
    fileprivate func moved(by start: JSONPosition) -> JSONPosition {
        var position = self
        if position.line == 1 { position.column += start.column - 1 }
        position.line += start.line - 1
        return position
    }

    /// Where the reader stops at a word, a number or an escape that was cut.
    fileprivate func isNearEnd(of text: [UInt8]) -> Bool {
        let near = JSONPosition(of: text.count - 6, in: text)
        return (line, column) >= (near.line, near.column)
    }
}
