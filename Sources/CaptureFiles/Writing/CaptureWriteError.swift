/// Why a capture can no longer be written: one sentence with the file and the reason.
public struct CaptureWriteError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        case permission
        /// Anything else that the system said, or that a pcapng file cannot say.
        case failed
    }

    public var kind: Kind
    public var file: String
    public var sentence: String

    public init(_ kind: Kind = .failed, file: String, reason: String) {
        self.kind = kind
        self.file = file
        sentence = "\(file) cannot be written: \(reason)."
    }

    public var description: String { sentence }
}
