/// A place where a capture file is broken.
public struct CaptureDamageReport: Hashable, Sendable, JSONRepresentable {
    /// The file's name.
    public var file: String
    /// Byte offset in the decompressed file.
    public var offset: Int
    /// What is wrong there.
    public var sentence: String

    public init(file: String, offset: Int, sentence: String) {
        self.file = file
        self.offset = offset
        self.sentence = sentence
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("file", file)
            $0.member("offset", offset)
            $0.member("sentence", sentence)
        }
    }
}
