import Analysis
import Wire

private let linkTypes: [LinkType] = [
    .ethernet, .linuxCooked, .linuxCooked2, .null, .loop, .rawIP, .ipv4, .ipv6, .ppp, .pppHDLC, .pppoe, .ieee80211,
    .ieee80211Radiotap, .rawIP12, .rawIP14, LinkType(rawValue: 147),
]

/// Link, tunnel, network and transport headers. Input: link type (index), bytes that a snap length cut off (16 bits), frame.
func fuzzFrame(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    let linkType = linkTypes[Int(cursor.uint8()) % linkTypes.count]
    let cut = Int(cursor.uint16())
    let frame = cursor.rest()
    var packet = NetworkPacket()
    let error = FrameDecoder.decode(
        frame.span, originalLength: frame.count + cut, linkType: linkType, interface: 1, into: &packet)
    if error == nil { try checkPayload(of: packet, in: frame, originalLength: frame.count + cut) }
    if linkType == .ethernet { try compareWithTunnelled(frame, cut: cut, packet, error) }
    if error == nil {
        let payload = Array(frame[packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength])
        reassemble(payload, packet)
        _ = FrameDecoder.quotedTuple(inICMPError: payload.span)
        _ = DatagramKind(of: payload.span, length: packet.payloadLength)
    }
}

private func checkPayload(of packet: NetworkPacket, in frame: [UInt8], originalLength: Int) throws {
    try require(packet.payloadOffset >= 0 && packet.capturedPayloadLength >= 0, "a payload before the frame")
    try require(
        packet.payloadOffset + packet.capturedPayloadLength <= frame.count, "a payload that is not in the frame")
    try require(packet.capturedPayloadLength <= packet.payloadLength, "more captured than there was")
    // What IP says beyond the frame's end is believed: the capture's loss, but no more than IP can say.
    try require(packet.payloadLength <= max(originalLength, 0xffff), "a payload longer than any packet")
}

/// The short way for plain frames (`PlainUDPFrame`) against the long one (`HeaderWalk`): inside a GRE tunnel every
/// frame goes the long way.
private func compareWithTunnelled(
    _ frame: [UInt8], cut: Int, _ direct: NetworkPacket, _ error: WireError?
) throws {
    let length = frame.count + cut
    // Not other EtherTypes behind Ethernet, which change what a tunnel may hold.
    guard error == nil, direct.kind == .udp, length + 24 <= 0xffff, frame.count >= 34,
        (frame[12], frame[13]) == (0x08, 0x00) || (frame[12], frame[13]) == (0x86, 0xdd)
    else { return }
    var outer: [UInt8] = [0x45, 0]
    outer.append(uint16: UInt16(length + 24))
    outer += [0, 0, 0, 0, 64, 47, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
    outer += [0, 0, 0x65, 0x58]
    let shift = outer.count
    var walked = NetworkPacket()
    let tunnelled = outer + frame
    let failure = FrameDecoder.decode(
        tunnelled.span, originalLength: length + shift, linkType: .ipv4, interface: 1, into: &walked)
    try require(failure == nil, "the long way fails where the short one does not: \(String(describing: failure))")
    try require(
        walked.kind == direct.kind && walked.transport == direct.transport && walked.source == direct.source
            && walked.destination == direct.destination && walked.timeToLive == direct.timeToLive
            && walked.trafficClass == direct.trafficClass && walked.payloadOffset == direct.payloadOffset + shift
            && walked.payloadLength == direct.payloadLength
            && walked.capturedPayloadLength == direct.capturedPayloadLength,
        "the two ways differ: \(direct), \(walked)")
}

/// The same bytes once more as a whole packet's, and as fragments.
private func reassemble(_ payload: [UInt8], _ packet: NetworkPacket) {
    var whole = packet
    if FrameDecoder.decodeTransport(payload.span, originalLength: packet.payloadLength, into: &whole) == nil {
        _ = payload.span.extracting(whole.payloadOffset..<whole.payloadOffset + whole.capturedPayloadLength).count
    }
    guard packet.kind == .fragment else { return }
    var fragments = FragmentReassembler()
    let time = Timestamp(nanoseconds: 1)
    for more in [true, false] {
        var part = packet
        part.fragment.moreFollow = more
        if !more { part.fragment.offset = UInt16(clamping: Int(part.fragment.offset) + payload.count) }
        if let done = fragments.receive(part, payload: payload.span, at: time, frame: 1) {
            var whole = done.packet
            _ = FrameDecoder.decodeTransport(
                done.payload.span, originalLength: done.originalLength, into: &whole)
        }
    }
}
