/// The capture filter in words that may end a command line, as tcpdump takes it.
enum FilterWords {
    /// The option that the words are handed to: the parser has no list of words behind a list of files.
    static let option = "filter-words"

    /// `… -- udp port 3478` as `… --filter-words=udp port 3478`.
    static func asOption(_ arguments: [String]) -> [String] {
        guard let terminator = arguments.firstIndex(of: "--") else { return arguments }
        let words = arguments[(terminator + 1)...]
        return arguments[..<terminator] + (words.isEmpty ? [] : ["--\(option)=\(words.joined(separator: " "))"])
    }
}
