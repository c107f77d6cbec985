/// A line of a truth table, by the names of its columns.
struct TruthRow {
    private let fields: [String: String]

    /// All lines of a table.
    static func rows(of table: [UInt8]) -> [TruthRow] {
        let lines = String(decoding: table, as: UTF8.self).split(separator: "\n")
        guard let names = lines.first?.split(separator: "\t") else { return [] }
        return lines.dropFirst().map { line in
            let values = line.split(separator: "\t", omittingEmptySubsequences: false)
            return TruthRow(
                fields: Dictionary(zip(names, values).map { (String($0), String($1)) }) { first, _ in first })
        }
    }

    subscript(_ name: String) -> String { fields[name] ?? "" }

    func integer(_ name: String) -> Int? { Int(self[name]) }
    func decimal(_ name: String) -> Double? { Double(self[name]) }
}
