import Report

/// The members of one object, taken by name. What is null, of another type or out of range is noted and counts as not said;
/// what nobody asked for is noted at the end.
struct ReportFields {
    /// The largest whole number that a client's language has (2^53).
    private static let largestCount = 9_007_199_254_740_992.0
    /// No figure of a call is larger; sums of such ones stay finite.
    static let largestFigure = 1e12
    /// No text that is compared is longer.
    private static let longestText = 1024

    private let object: JSONValue
    private let values: [String: JSONValue]
    private var asked: Set<String> = []
    let path: FieldPath
    let notes: ReadingNotes

    /// Nil if it is no object.
    init?(_ value: JSONValue, at path: FieldPath, _ notes: ReadingNotes) {
        guard case .object(let members) = value else { return nil }
        object = value
        values = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
        self.path = path
        self.notes = notes
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// Without asking for it.
    func peek(_ key: String) -> JSONValue? { values[key] }

    /// Those of the shape that no comparison uses.
    mutating func ignore(_ keys: Set<String>) { asked.formUnion(keys) }

    /// Notes what was never asked for.
    func noteUnknown() {
        guard case .object(let members) = object else { return }
        for member in members where !asked.contains(member.key) {
            notes.add(.unknownField, at: path.key(member.key), "No comparison knows this field")
        }
    }

    // MARK: Values

    mutating func value(_ key: String, isNullable: Bool = false) -> JSONValue? {
        asked.insert(key)
        guard let value = values[key] else { return nil }
        if value == .null {
            if !isNullable, !notes.allowsNull { unusable(key, "It is null") }
            return nil
        }
        return value
    }

    func unusable(_ key: String, _ why: String) { notes.add(.unusableField, at: path.key(key), why) }

    private func unusable(_ key: String, _ value: JSONValue, expected: String) {
        notes.addMisfit(value, at: path.key(key), expected: expected)
    }

    /// A whole number; a counter is never negative.
    mutating func count(_ key: String, isSigned: Bool = false) -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.number else {
            unusable(key, value, expected: "a whole number")
            return nil
        }
        guard number.magnitude <= Self.largestCount, number.rounded() == number, isSigned || number >= 0 else {
            unusable(key, "It cannot be a count")
            return nil
        }
        return Int(number)
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.number else {
            unusable(key, value, expected: "a number")
            return nil
        }
        guard range.contains(number) else {
            unusable(key, "It is out of range")
            return nil
        }
        return number
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let count = count(key) else { return nil }
        guard range.contains(count) else {
            unusable(key, "It is out of range")
            return nil
        }
        return count
    }

    mutating func source(_ key: String) -> UInt32? {
        integer(key, in: 0...Int(UInt32.max)).map { UInt32(truncatingIfNeeded: $0) }
    }

    /// A duration in ms. `unit` is what the shape has it in.
    mutating func milliseconds(_ key: String, in unit: StatedUnit) -> Double? {
        guard let number = number(key, in: 0...Self.largestFigure) else { return nil }
        notes.add(.assumedUnit, at: path.key(key), "Taken as \(unit.name), as \(unit.authority) has it")
        return unit.isSeconds ? DocumentedUnits.milliseconds(seconds: number) : number
    }

    mutating func level(_ key: String) -> Double? { number(key, in: 0...1) }

    mutating func text(_ key: String, isNullable: Bool = false) -> String? {
        guard let value = value(key, isNullable: isNullable) else { return nil }
        guard let text = value.string else {
            unusable(key, value, expected: "a text")
            return nil
        }
        guard !text.isEmpty, text.utf8.count <= Self.longestText else {
            unusable(key, text.isEmpty ? "It is empty" : "It is too long")
            return nil
        }
        return text
    }

    mutating func flag(_ key: String) -> Bool? {
        guard let value = value(key) else { return nil }
        guard let flag = value.boolean else {
            unusable(key, value, expected: "true or false")
            return nil
        }
        return flag
    }

    /// - Parameter unit: what a number is in by the shape; another one is recognised by its size, and noted.
    mutating func time(_ key: String, in unit: ClientTime.Unit = .milliseconds) -> UnixTime? {
        guard let value = value(key) else { return nil }
        if let text = value.string, let time = ClientTime.iso8601(text) { return time }
        guard let number = value.number, let (time, found) = ClientTime.unix(number) else {
            unusable(key, "It is no time")
            return nil
        }
        if found != unit {
            let name = found == .seconds ? "seconds" : "milliseconds"
            notes.add(.assumedUnit, at: path.key(key), "Taken as Unix \(name), by its size")
        }
        return time
    }

    // MARK: What holds others

    mutating func object(_ key: String) -> ReportFields? {
        guard let value = value(key) else { return nil }
        guard let fields = ReportFields(value, at: path.key(key), notes) else {
            unusable(key, value, expected: "an object")
            return nil
        }
        return fields
    }

    mutating func list(_ key: String) -> [JSONValue]? {
        guard let value = value(key) else { return nil }
        guard case .array(let elements) = value else {
            unusable(key, value, expected: "an array")
            return nil
        }
        return elements
    }
}

/// The unit that a shape has its durations in.
struct StatedUnit {
    var isSeconds: Bool
    var authority: String

    var name: String { isSeconds ? "seconds" : "milliseconds" }

    static func seconds(_ authority: String) -> StatedUnit { StatedUnit(isSeconds: true, authority: authority) }
    static func milliseconds(_ authority: String) -> StatedUnit { StatedUnit(isSeconds: false, authority: authority) }
}
