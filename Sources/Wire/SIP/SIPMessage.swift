/// A SIP request or response (RFC 3261 7), as far as calls need its header; where its body is.
public struct SIPMessage: Hashable, Sendable {
    /// A longer header is none: what is not finished by then is not waited for.
    public static let maximumHeaderLength = 16_384
    /// A longer body is not waited for in a stream.
    public static let maximumBodyLength = 65_536
    /// Header fields read.
    static let maximumFields = 256

    public var startLine: SIPStartLine
    public var callID: String
    public var from: SIPAddress?
    public var to: SIPAddress?
    public var sequence: SIPSequence?
    /// The branch of the topmost Via: it identifies the transaction (RFC 3261 8.1.1.7).
    public var branch: String?
    public var contact: SIPAddress?
    public var contentType: String?
    public var contentLength: Int?
    /// User-Agent of a request, Server of a response.
    public var software: String?
    /// Why the call is ended (RFC 3326).
    public var reason: String?
    public var telnyxSessionID: String?
    public var telnyxLegID: String?
    /// Offsets of the body in the message as far as it was captured; empty if there is none.
    public var body: Range<Int>

    /// - Parameter wireLength: the message's length, of which the capture may have less.
    public init(parsing bytes: Span<UInt8>, wireLength: Int? = nil) throws(WireError) {
        let isCut = (wireLength ?? bytes.count) > bytes.count
        let head = Self.headEnd(in: bytes)
        guard head != nil || isCut else { throw WireError(.malformed, .sip) }
        let header = bytes.extracting(..<(head?.lines ?? min(bytes.count, Self.maximumHeaderLength)))
        var lines: [Range<Int>] = []
        header.forEachLine { if lines.count < Self.maximumFields { lines.append($0) } }
        guard let first = lines.first, let start = SIPStartLine(header, first) else {
            throw WireError(.malformed, .sip)
        }
        startLine = start
        callID = ""
        body = 0..<0
        var index = 1
        while index < lines.count {
            var line = header.text(lines[index])
            index += 1
            // RFC 3261 7.3.1: a line that begins with a blank goes on with the one before.
            while index < lines.count, !lines[index].isEmpty, [0x20, 0x09].contains(header[lines[index].lowerBound]) {
                line += " " + header.text(lines[index]).trimmed
                index += 1
            }
            take(line)
        }
        guard !callID.isEmpty else { throw WireError(isCut ? .truncatedCapture : .malformed, .sip) }
        if let begin = head?.body {
            let length = min(bytes.count - begin, contentLength ?? .max)
            body = begin..<begin + length
        }
    }

    private mutating func take(_ line: Substring) {
        var words = WordCursor(line)
        guard let name = words.next(until: ":") else { return }
        let value = words.remainder
        guard !value.isEmpty else { return }
        switch SIPHeaderName(reading: name) {
        case .callID: callID = String(value)
        case .from: from = SIPAddress(value)
        case .to: to = SIPAddress(value)
        case .sequence: sequence = SIPSequence(value)
        case .via: if branch == nil { branch = Self.branch(of: value) }
        case .contact: contact = SIPAddress(value)
        case .contentType: contentType = String(value)
        case .contentLength: contentLength = UInt32(digits: value).map(Int.init)
        case .userAgent, .server: software = software ?? String(value)
        case .reason: reason = String(value)
        case .telnyxSessionID: telnyxSessionID = String(value)
        case .telnyxLegID: telnyxLegID = String(value)
        default: break
        }
    }

    private static func branch(of via: Substring) -> String? {
        var first = WordCursor(via)
        guard let value = first.next(until: ",") else { return nil }
        var rest = WordCursor(value)
        while let parameter = rest.next(until: ";") {
            var parts = WordCursor(parameter.trimmed)
            if parts.next(until: "=")?.lowercased() == "branch" { return String(parts.remainder) }
        }
        return nil
    }

    /// Whether the body is, or holds, a session description.
    public var hasSessionDescription: Bool {
        guard !body.isEmpty, let type = contentType?.lowercased() else { return false }
        return type.hasPrefix("application/sdp") || type.hasPrefix("multipart/")
    }

    /// The session description in the body; of a multipart one the first (RFC 2046 5.1).
    public func sessionDescription(in bytes: Span<UInt8>) -> Range<Int>? {
        guard hasSessionDescription, body.upperBound <= bytes.count else { return nil }
        guard contentType?.lowercased().hasPrefix("multipart/") == true else { return body }
        let content = bytes.extracting(body)
        var start: Int?
        var end = content.count
        content.forEachLine { line in
            let isBoundary =
                line.count >= 2 && content[line.lowerBound] == UInt8(ascii: "-")
                && content[line.lowerBound + 1] == UInt8(ascii: "-")
            if start == nil {
                if SessionDescription.mayBegin(content.extracting(line.lowerBound...)) { start = line.lowerBound }
            } else if isBoundary {
                end = min(end, line.lowerBound)
            }
        }
        return start.map { body.lowerBound + $0..<body.lowerBound + max($0, end) }
    }
}

// MARK: - Framing

extension SIPMessage {
    /// Where the header's lines end and the body begins; nil if the empty line between them is not there.
    private static func headEnd(in bytes: Span<UInt8>) -> (lines: Int, body: Int)? {
        var index = 0
        let limit = min(bytes.count, maximumHeaderLength)
        while index < limit {
            guard bytes[index] == UInt8(ascii: "\n") else {
                index += 1
                continue
            }
            let next = index + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "\n") { return (next, next + 1) }
            if next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\r"), bytes[next + 1] == UInt8(ascii: "\n") {
                return (next, next + 2)
            }
            index = next
        }
        return nil
    }

    public enum Extent: Hashable, Sendable {
        case whole(length: Int)
        case unfinished
        /// No message of a bearable length begins here.
        case implausible
    }

    /// How much of a stream the message takes that begins with `bytes`: its Content-Length says it (RFC 3261 18.3).
    public static func extent(in bytes: Span<UInt8>) -> Extent {
        switch SIPStartLine.evidence(in: bytes) {
        case .none: return .implausible
        case .unfinished: return .unfinished
        case .complete: break
        }
        guard let head = headEnd(in: bytes) else {
            return bytes.count < maximumHeaderLength ? .unfinished : .implausible
        }
        guard let message = try? SIPMessage(parsing: bytes.extracting(..<head.body)) else { return .implausible }
        let length = message.contentLength ?? 0
        guard length <= maximumBodyLength else { return .implausible }
        return bytes.count >= head.body + length ? .whole(length: head.body + length) : .unfinished
    }
}
