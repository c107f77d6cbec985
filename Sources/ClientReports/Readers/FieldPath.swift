/// Where a value stands in a client's document.
struct FieldPath {
    private enum Step {
        case key(String)
        case index(Int)
    }

    /// A key of a hostile document may be as long as it.
    private static let keyLength = 80

    private var steps: [Step] = []

    static let root = FieldPath()

    init() {}

    init(_ key: String) { steps = [.key(key)] }

    func key(_ key: String) -> FieldPath {
        var path = self
        path.steps.append(.key(key))
        return path
    }

    func index(_ index: Int) -> FieldPath {
        var path = self
        path.steps.append(.index(index))
        return path
    }

    /// "stats[3].audio.inbound"
    var exact: String { text { "[\($0)]" } }

    /// The same of every element: "stats[].audio.inbound"
    var collapsed: String { text { _ in "[]" } }

    private func text(_ index: (Int) -> String) -> String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let key):
                if !text.isEmpty { text += "." }
                text.unicodeScalars += key.unicodeScalars.prefix(Self.keyLength)
            case .index(let number): text += index(number)
            }
        }
    }
}
