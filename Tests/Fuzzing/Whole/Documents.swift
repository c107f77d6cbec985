import Report

/// What is written must be what the reader of the same project reads, in both layouts, and must be printable as text.
func checkDocument(_ value: some JSONRepresentable) throws -> JSONValue {
    let compact = try JSONReader.read(value.json(pretty: false))
    let pretty = try JSONReader.read(value.json(pretty: true))
    try require(compact == pretty, "the pretty document says something else")
    return compact
}
