/// `candidate:` of ICE as SDP and browsers write it (RFC 8839 5.1).
enum CandidateLine {
    private static let longest = 512

    /// Nil of what is none. An mDNS name stays as it is.
    static func candidate(_ text: Substring) -> StatedCandidate? {
        guard let begin = text.firstRange(of: "candidate:") else { return nil }
        let words = text[begin.upperBound...].prefix(longest).split(separator: " ", maxSplits: 32)
        guard words.count >= 8, words[6] == "typ", let port = Int(words[5]), (0...65_535).contains(port) else {
            return nil
        }
        return StatedCandidate(
            type: String(words[7].prefix { $0.isLetter }), address: String(words[4]), port: port,
            transport: words[2].lowercased())
    }

    static func candidates(ofDescription sdp: String) -> [StatedCandidate] {
        sdp.split(whereSeparator: \.isNewline).prefix(4096).compactMap { line in
            line.hasPrefix("a=candidate:") ? candidate(line) : nil
        }
    }
}
