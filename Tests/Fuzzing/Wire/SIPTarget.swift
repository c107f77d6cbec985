import Wire

/// SIP messages, their extent in a stream, and the session descriptions in them. Input: bytes cut off (8 bits), message.
func fuzzSIP(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let cut = Int(cursor.uint8())
    let bytes = cursor.rest()
    let span = bytes.span
    let extent = SIPMessage.extent(in: span)
    if case .whole(let length) = extent {
        try require(length > 0 && length <= bytes.count, "a message of \(length) bytes of \(bytes.count)")
        _ = try SIPMessage(parsing: span.extracting(..<length))
    }
    for length in Set([bytes.count, bytes.count + cut]) {
        guard let message = try? SIPMessage(parsing: span, wireLength: length) else { continue }
        try require(message.body.upperBound <= bytes.count, "a body beyond the message")
        guard let range = message.sessionDescription(in: span) else { continue }
        try require(range.upperBound <= message.body.upperBound, "a description beyond the body")
        _ = try? SessionDescription(parsing: span.extracting(range))
    }
}
