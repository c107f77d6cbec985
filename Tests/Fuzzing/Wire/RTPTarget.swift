import Wire

/// RTP headers and their extensions. Input: bytes cut off (8 bits), the datagram.
func fuzzRTP(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let cut = Int(cursor.uint8())
    let bytes = cursor.rest()
    guard let header = RTPHeader(parsing: bytes.span, datagramLength: bytes.count + cut) else { return }
    try require(header.length <= bytes.count + cut, "a header longer than the datagram")
    let single = RTPSingleByteElements(header, in: bytes.span)
    var elements: [(id: UInt8, data: Range<Int>)] = []
    if let profile = header.extensionProfile {
        RTPHeaderExtension.forEachElement(of: bytes.span, in: header.extensionRange, profile: profile) {
            elements.append(($0, $1))
        }
    }
    try require(
        elements.allSatisfy { header.extensionRange.contains($0.data) && $0.data.upperBound <= bytes.count },
        "an element outside the extension")
    // The fast reader against the general one.
    let expected = elements.filter { $0.data.count == 1 }.prefix(2).map { ($0.id, bytes[$0.data.lowerBound]) }
    let found = [single.first, single.second].filter { $0.id != 0 }.map { ($0.id, $0.value) }
    try require(expected.elementsEqual(found, by: ==), "elements of one byte: \(found), not \(expected)")
    guard header.length <= bytes.count else { return }
    var again: [UInt8] = []
    let csrcs = (0..<Int(header.csrcCount)).map { SSRC(rawValue: bytes.span.uint32(at: 12 + 4 * $0)) }
    header.serialize(csrcs: csrcs, extensionBody: Array(bytes[header.extensionRange]), into: &again)
    try require(again == Array(bytes.prefix(header.length)), "a header differs when written again")
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}
