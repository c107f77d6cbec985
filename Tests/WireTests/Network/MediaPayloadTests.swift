import TestSupport
import Testing
import Wire

@Suite("Leaving media out of frames")
struct MediaPayloadTests {
    private static let route = Route(Endpoint("192.168.1.10", 50_000), Endpoint("203.0.113.5", 10_000))

    private func kept(_ message: [UInt8], linkType: LinkType? = nil) -> (kept: Int, of: Int) {
        var script = CallScript()
        script.send(message, over: Self.route, at: 0)
        let frame = script.capture.frames[0]
        var packet = NetworkPacket()
        let length = MediaPayload.keptLength(
            of: frame.bytes.span, originalLength: frame.bytes.count, linkType: linkType ?? frame.linkType,
            into: &packet)
        return (length, frame.bytes.count)
    }

    @Test("Of RTP its header with the extension stays, plain or in ChannelData")
    func media() {
        var header = RTPHeader(
            payloadType: PayloadType(rawValue: 111), sequenceNumber: 1, timestamp: 2, ssrc: SSRC(rawValue: 3))
        header.extensionProfile = 0xBEDE
        var packet: [UInt8] = []
        header.serialize(extensionBody: [0x10, 0xFF, 0, 0], into: &packet)
        packet += [UInt8](repeating: 7, count: 100)
        let plain = kept(packet)
        #expect(plain.kept == plain.of - 100)
        var channel: [UInt8] = []
        ChannelData(channel: ChannelNumber(rawValue: 0x4001), dataLength: packet.count).serialize(into: &channel)
        let relayed = kept(channel + packet)
        #expect(relayed.kept == relayed.of - 100)
    }

    @Test("Checks, handshakes, RTCP and whatever else stay whole")
    func others() {
        var check = STUNMessageBuilder(.request, .binding, STUNTransactionID(1, 2))
        check.append(.username, text: "a:b")
        check.appendFingerprint()
        let control: [UInt8] = [0x80, 201, 0, 1, 0, 0, 0, 9] + [UInt8](repeating: 1, count: 14)
        var hello = [UInt8](repeating: 0, count: 63)
        hello.replaceSubrange(0..<13, with: [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50])
        for message in [check.bytes, control, hello, Array("hello".utf8), []] {
            let result = kept(message)
            #expect(result.kept == result.of)
        }
        // Of a link type that is not decoded nothing is known.
        let foreign = kept([0x80, 111] + [UInt8](repeating: 0, count: 40), linkType: LinkType(rawValue: 999))
        #expect(foreign.kept == foreign.of)
    }
}
