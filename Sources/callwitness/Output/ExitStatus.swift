#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the process ends with. As an error: end with it, all has been said.
enum ExitStatus: Int32, Error {
    case done = 0
    /// `--fail-on` was met, or a comparison disagrees.
    case breach = 1
    /// The input cannot be read, or the usage is wrong.
    case unusable = 2
    /// Read in part: what was read is reported.
    case partial = 3
    case permission = 4
    /// A comparison found no matching call.
    case noMatch = 5

    /// The one to end with where several hold, the first of these.
    private static let precedence: [ExitStatus] = [.unusable, .permission, .partial, .noMatch, .breach, .done]

    static func strongest(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let held = Set(statuses)
        return precedence.first(where: held.contains) ?? .done
    }

    func end() -> Never { exit(rawValue) }

    mutating func note(_ other: ExitStatus) { self = .strongest(of: [self, other]) }
}

/// Why a command ends before its work is done.
struct CommandFailure: Error {
    var status: ExitStatus
    /// What, where, and what to do.
    var sentence: String

    init(_ sentence: String, _ status: ExitStatus = .unusable) {
        self.sentence = sentence
        self.status = status
    }
}

/// The reason that the system gives for `errno`.
func systemReason(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
