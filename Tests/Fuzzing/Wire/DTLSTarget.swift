import Wire

/// Records, handshake fragments and hellos. Input: connection id (8 bits, over 20: unknown), bytes cut off (8 bits), datagram.
func fuzzDTLS(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let id = Int(cursor.uint8())
    let cut = Int(cursor.uint8())
    let bytes = cursor.rest()
    let span = bytes.span
    _ = DTLSRecordCursor.isDTLS(span, originalLength: bytes.count + cut)
    var records = DTLSRecordCursor(originalLength: bytes.count + cut, connectionIDByteCount: id > 20 ? nil : id)
    var end = 0
    while let record = try? records.next(in: span) {
        try require(record.range.lowerBound == end && record.range.upperBound > end, "records out of order")
        try require(
            record.fragment.upperBound <= max(bytes.count, record.fragment.lowerBound), "a record beyond the bytes")
        end = record.range.upperBound
        guard !record.isTruncated else { continue }
        let content = Array(bytes[record.fragment])
        switch record.header {
        case .unified: break
        case .plaintext(let header):
            if header.contentType == .alert { _ = try? DTLSAlert(parsing: content.span) }
            if header.contentType == .handshake { try readHandshake(content) }
        }
    }
    // Without records around them, so that the fuzzer finds its way in.
    try readBodies(bytes)
}

private func readHandshake(_ content: [UInt8]) throws {
    guard let fragment = try? DTLSHandshakeFragment(parsing: content.span) else { return }
    var again: [UInt8] = []
    fragment.serialize(into: &again)
    try require(
        again == Array(content.prefix(DTLSHandshakeFragment.byteCount)), "a fragment differs when written again")
    let end = DTLSHandshakeFragment.byteCount + fragment.fragmentLength
    guard end <= content.count else { return }
    try readBodies(Array(content[DTLSHandshakeFragment.byteCount..<end]))
}

private func readBodies(_ body: [UInt8]) throws {
    if let hello = try? DTLSClientHello(parsing: body.span) {
        var again: [UInt8] = []
        hello.serialize(into: &again)
        let second = try DTLSClientHello(parsing: again.span)
        try require(second == hello, "a ClientHello differs when written and read again")
        readExtensions(hello.extensions)
    }
    if let hello = try? DTLSServerHello(parsing: body.span) {
        var again: [UInt8] = []
        hello.serialize(into: &again)
        let second = try DTLSServerHello(parsing: again.span)
        try require(second == hello, "a ServerHello differs when written and read again")
        _ = (hello.negotiatedVersion, hello.isHelloRetryRequest)
        readExtensions(hello.extensions)
    }
    if let request = try? DTLSHelloVerifyRequest(parsing: body.span) {
        var again: [UInt8] = []
        request.serialize(into: &again)
        let second = try DTLSHelloVerifyRequest(parsing: again.span)
        try require(second == request, "a HelloVerifyRequest differs when written and read again")
    }
    _ = try? DTLSServerKeyExchange(parsing: body.span)
    _ = try? DTLSCertificateMessage(parsing: body.span)
}

private func readExtensions(_ extensions: DTLSHelloExtensions) {
    _ = (extensions.useSRTP, extensions.supportedVersions, extensions.selectedVersion, extensions.supportedGroups)
    _ = (extensions.keyShareGroups, extensions.selectedGroup, extensions.signatureAlgorithms)
    _ = (extensions.ecPointFormats, extensions.connectionID, extensions.cookie, extensions.serverName)
}
