import Report
import Wire

/// The JSON reader and writer, thresholds, and texts that options are.
func fuzzJSON(_ input: [UInt8]) throws {
    _ = try? QualityThresholds(json: input)
    let text = String(decoding: input.prefix(64), as: UTF8.self)
    if let address = IPAddress(text) {
        try require(IPAddress("\(address)") == address, "\(address) is read as another address")
    }
    if let network = IPNetwork(text) { _ = network.contains(.unspecified) }
    guard let value = try? JSONReader.read(input) else { return }
    let again = try checkDocument(Rewritten(value: value))
    try require(again.isSame(as: value), "a document differs when written and read again")
}

private struct Rewritten: JSONRepresentable {
    let value: JSONValue

    func write(to json: inout JSONWriter) {
        switch value {
        case .null: json.null()
        case .boolean(let flag): json.boolean(flag)
        case .integer(let number): json.integer(number)
        case .number(let number): json.number(number, decimals: 3)
        case .string(let text): json.string(text)
        case .array(let elements):
            json.array { json in for element in elements { json.element(Rewritten(value: element)) } }
        case .object(let members):
            json.object { json in
                for member in members { json.member(named: member.key, Rewritten(value: member.value)) }
            }
        }
    }
}

extension JSONValue {
    /// But for what rounding to three decimals takes away.
    fileprivate func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.array(let own), .array(let others)): own.elementsEqual(others) { $0.isSame(as: $1) }
        case (.object(let own), .object(let others)):
            own.elementsEqual(others) { $0.key == $1.key && $0.value.isSame(as: $1.value) }
        case (.integer, .integer): self == other
        default:
            if let number, let second = other.number {
                abs(number - second) <= max(0.0006, second.magnitude * 1e-9)
            } else {
                self == other
            }
        }
    }
}
