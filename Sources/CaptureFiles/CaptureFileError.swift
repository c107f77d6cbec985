/// Why a capture file gave nothing: one sentence that says what, where and what to do.
///
/// Damage after the file's header is no error but a `CaptureNote.damage` among the frames.
public struct CaptureFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        case notFound
        case permission
        /// A directory, a socket, a device error.
        case cannotOpen
        case empty
        case notACapture
        /// A capture of a version or variant that is not read.
        case unsupported
        /// Several files that are not one capture.
        case notOneCapture
    }

    public var kind: Kind
    public var file: String
    /// Byte offset in the (decompressed) file, where it says something.
    public var offset: UInt64?
    public var sentence: String

    public init(_ kind: Kind, file: String, offset: UInt64? = nil, sentence: String) {
        self.kind = kind
        self.file = file
        self.offset = offset
        self.sentence = sentence
    }

    public var description: String { sentence }
}
