#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A directory of `-o`, with one file for each call.
enum OutputDirectory {
    /// Whether the path is a directory; one that ends with a slash and is not there yet is made.
    static func isMeant(by path: String) throws -> Bool {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        guard path.hasSuffix("/") else { return false }
        guard unsafe mkdir(path, 0o777) == 0 else { throw OutputFile.failure(path, errno) }
        return true
    }

    /// The directory that a path is in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A file's name for any id: letters, digits, and `.`, `-`, `_` but not in front.
    static func fileName(for id: String) -> String {
        let name = id.unicodeScalars.prefix(120).map { scalar -> Character in
            let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isSafe || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        guard let first = name.first else { return "call" }
        return (first == "." || first == "-" ? "_" : "") + String(name)
    }
}
