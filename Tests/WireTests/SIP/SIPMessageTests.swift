import Testing
import Wire

@Suite("SIP messages")
struct SIPMessageTests {
    /// RFC 3261 24.2, with what others add.
    static let invite = """
        INVITE sip:bob@biloxi.example SIP/2.0
        Via: SIP/2.0/UDP pc33.atlanta.example;branch=z9hG4bKnashds8, SIP/2.0/UDP x;branch=other
        Max-Forwards: 70
        To: "Bob, \\"the <builder>\\"" <sip:bob@biloxi.example;transport=udp>
        From: Alice <sip:alice@atlanta.example>;tag=1928301774
        Call-ID: a84b4c76e66710
        CSeq: 314159 INVITE
        Contact: <sip:alice@pc33.atlanta.example>
        User-Agent: phone 1
        X-Telnyx-Session-ID: session-1
        x-telnyx-leg-id: leg-1
        Subject: a line
          that goes on
        Content-Type: application/sdp
        Content-Length: 5

        v=0

        """
    static let response =
        "SIP/2.0 200 OK\nv: SIP/2.0/TCP a;branch=z9hG4bK1\nt: sip:bob@b;tag=a6c85cf\n"
        + "f: sip:alice@a;tag=19\ni: a84b\nCSeq: 2 INVITE\nServer: box\nl: 0\n\n"

    static func bytes(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    @Test func `a request with its header and body`() throws {
        let bytes = Self.bytes(Self.invite)
        let message = try SIPMessage(parsing: bytes.span)
        #expect(message.startLine == .request(.invite, uri: "sip:bob@biloxi.example"))
        #expect(message.callID == "a84b4c76e66710" && message.sequence?.number == 314_159)
        #expect(message.sequence?.method == .invite && message.branch == "z9hG4bKnashds8")
        #expect(message.from?.uri == "sip:alice@atlanta.example" && message.from?.tag == "1928301774")
        #expect(message.from?.displayName == "Alice")
        #expect(message.to?.uri == "sip:bob@biloxi.example;transport=udp" && message.to?.tag == nil)
        #expect(message.software == "phone 1" && message.telnyxSessionID == "session-1")
        #expect(message.telnyxLegID == "leg-1" && message.contentLength == 5)
        let found = message.sessionDescription(in: bytes.span)
        #expect(found == bytes.count - 5..<bytes.count)
    }

    @Test func `a response in compact form`() throws {
        let bytes = Self.bytes(Self.response)
        let message = try SIPMessage(parsing: bytes.span)
        #expect(message.startLine == .response(status: 200, reason: "OK") && message.callID == "a84b")
        #expect(message.to?.tag == "a6c85cf" && message.from?.uri == "sip:alice@a" && message.software == "box")
        #expect(message.branch == "z9hG4bK1" && message.body.isEmpty && !message.hasSessionDescription)
    }

    @Test func `a multipart body holds the description`() throws {
        let sdp = "v=0\ns=-\nm=audio 1 RTP/AVP 0\n"
        let text =
            "INVITE sip:b@b SIP/2.0\nCall-ID: 1\nCSeq: 1 INVITE\nContent-Type: multipart/mixed;boundary=x\n\n"
            + "--x\nContent-Type: application/sdp\n\n\(sdp)\n--x\nContent-Type: application/isup\n\nabc\n--x--\n"
        let bytes = Self.bytes(text)
        let message = try SIPMessage(parsing: bytes.span)
        let found = message.sessionDescription(in: bytes.span)
        let range = try #require(found)
        let session = try SessionDescription(parsing: bytes.span.extracting(range))
        #expect(session.media.count == 1)
        #expect(range.count == Self.bytes(sdp).count + 2)
    }

    @Test func `a cut datagram gives what is there`() throws {
        let bytes = Self.bytes(Self.invite)
        let message = try SIPMessage(parsing: bytes.span.extracting(..<300), wireLength: bytes.count)
        #expect(message.callID == "a84b4c76e66710" && message.body.isEmpty)
        #expect(throws: WireError(.truncatedCapture, .sip)) {
            try SIPMessage(parsing: bytes.span.extracting(..<100), wireLength: bytes.count)
        }
        #expect(throws: WireError(.malformed, .sip)) { try SIPMessage(parsing: bytes.span.extracting(..<300)) }
    }

    @Test func `only SIP begins like SIP`() {
        func evidence(_ text: String) -> SIPStartLine.Evidence { SIPStartLine.evidence(in: Array(text.utf8).span) }
        for text in [
            "GET / HTTP/1.1\r\n", "OPTIONS * HTTP/1.1\r\n", "RTSP/1.0 200 OK\r\n", "OPTIONS rtsp://a RTSP/1.0\r\n",
            "invite sip:a@b SIP/2.0\r\n", "SIP/2.0 20 OK\r\n", "SIP/2.0 700 x\r\n", "INVITE sip SIP/2.0\r\n", "\0",
        ] { #expect(evidence(text) == .none, "\(text)") }
        for text in ["", "I", "INVITE sip:", "SIP/2.0 200", "OPTIONS * HTTP/1.1"] {
            #expect(evidence(text) == .unfinished, "\(text)")
        }
        for text in ["BYE sip:a@b SIP/2.0\r", "ACK sips:a@b SIP/2.0\n", "SIP/2.0 100 Trying\r\n", "SIP/2.0 200\r\n"] {
            #expect(evidence(text) == .complete, "\(text)")
        }
    }

    @Test func `in a stream Content-Length says where a message ends`() {
        let (first, second) = (Self.bytes(Self.invite), Self.bytes(Self.response))
        let stream = first + second
        for end in 0..<first.count {
            #expect(SIPMessage.extent(in: stream.span.extracting(..<end)) == .unfinished)
        }
        #expect(SIPMessage.extent(in: stream.span) == .whole(length: first.count))
        #expect(SIPMessage.extent(in: second.span) == .whole(length: second.count))
        #expect(SIPMessage.extent(in: [1, 2, 3].span) == .implausible)
        let long = Self.bytes("BYE sip:a@b SIP/2.0\nCall-ID: 1\nContent-Length: 99999999\n\n")
        #expect(SIPMessage.extent(in: long.span) == .implausible)
        let endless = Self.bytes("BYE sip:a@b SIP/2.0\n") + [UInt8](repeating: 97, count: 20_000)
        #expect(SIPMessage.extent(in: endless.span) == .implausible)
    }

    @Test func `every prefix and every changed byte is read or refused`() {
        for bytes in [Self.bytes(Self.invite), Self.bytes(Self.response)] {
            for end in bytes.indices {
                _ = try? SIPMessage(parsing: bytes.span.extracting(..<end))
                _ = try? SIPMessage(parsing: bytes.span.extracting(..<end), wireLength: bytes.count)
            }
            for index in bytes.indices {
                for value in [0, 0x0A, 0x0D, 0x20, 0x22, 0x3A, 0x3B, 0x3C, 0x3D, 0x5C, 0x80, 0xFF] as [UInt8] {
                    var changed = bytes
                    changed[index] = value
                    _ = SIPMessage.extent(in: changed.span)
                    guard let message = try? SIPMessage(parsing: changed.span) else { continue }
                    #expect(message.body.upperBound <= changed.count)
                    _ = message.sessionDescription(in: changed.span)
                }
            }
        }
    }
}
