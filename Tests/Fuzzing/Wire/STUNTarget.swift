import Wire

/// STUN messages and ChannelData. Input: bytes cut off behind the datagram (8 bits), the datagram.
func fuzzSTUN(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let cut = Int(cursor.uint8())
    let bytes = cursor.rest()
    let span = bytes.span
    let length = bytes.count + cut
    _ = STUNMessage.isLikely(span, wireLength: length)
    _ = DatagramKind(of: span, length: length)
    if let data = try? ChannelData(parsing: span, wireLength: length) {
        var again: [UInt8] = []
        data.serialize(into: &again)
        try require(again == Array(bytes.prefix(4)), "ChannelData differs when written again")
        try require(data.data.upperBound <= length && data.paddedLength >= data.data.upperBound, "data out of bounds")
    }
    guard let message = try? STUNMessage(parsing: span, wireLength: length) else { return }
    _ = STUNFingerprint.isValid(message, in: span)
    var again: [UInt8] = []
    message.serialize(into: &again)
    try require(again == Array(bytes.prefix(STUNMessage.headerLength)), "a header differs when written again")
    var whole = message.attributes
    while let attribute = whole.next(in: span) { try read(attribute, message, bytes) }
    var perhapsCut = message.attributes
    while let attribute = perhapsCut.nextPerhapsCut(in: span) {
        try require(attribute.value.upperBound <= length, "an attribute beyond the datagram")
    }
}

private func read(_ attribute: STUNAttribute, _ message: STUNMessage, _ bytes: [UInt8]) throws {
    let span = bytes.span
    try require(attribute.value.upperBound <= bytes.count, "an attribute beyond the captured bytes")
    _ = attribute.uint32(in: span)
    _ = attribute.uint64(in: span)
    _ = attribute.errorCode(in: span)
    _ = attribute.channelNumber(in: span)
    _ = attribute.requestedTransport(in: span)
    _ = attribute.transmitCounter(in: span)
    _ = attribute.networkInfo(in: span)
    _ = attribute.usernameFragments(in: span)
    _ = attribute.text(in: span)
    guard let address = attribute.address(in: span, of: message.transactionID) else { return }
    try require(IPAddress("\(address.address)") == address.address, "\(address.address) is read as another address")
}
