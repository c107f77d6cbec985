import Testing
import Wire

@Suite("Session descriptions")
struct SessionDescriptionTests {
    static let browser = """
        v=0
        o=- 574100161332745502 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=fingerprint:sha-256 6f:1A:F8:C4
        a=ice-lite
        m=audio 55407 UDP/TLS/RTP/SAVPF 111 63 0
        c=IN IP4 192.0.2.1
        a=rtcp:9 IN IP4 0.0.0.0
        a=candidate:238703148 1 udp 2122260223 192.0.2.1 55407 typ host generation 0
        a=candidate:1 1 UDP 1685987071 203.0.113.7 61000 typ srflx raddr 192.0.2.1 rport 55407
        a=candidate:2 1 udp 2122260223 8f1c0b4e-4b53.local 55408 typ host
        a=ice-ufrag:ij87
        a=ice-pwd:EOZE5ndwP7RR/MArWG3jBh/o
        a=setup:actpass
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:4/sendonly urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendonly
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1; Stereo=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=ptime:20
        a=ssrc:3272210132 cname:17a5uaW0TCExljtT
        a=ssrc:3272210132 msid:a475 515c
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        c=IN IP4 0.0.0.0
        a=mid:1
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack
        a=rtcp-fb:* nack pli
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=ssrc-group:FID 472601668 1492735784
        m=audio 40000/2 RTP/SAVP 8 101
        c=IN IP6 2001:db8::9
        a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4
        a=rtcp:40005
        m=image 0 udptl t38

        """

    static func parse(_ text: String) throws -> SessionDescription {
        try SessionDescription(parsing: Array(text.replacing("\n", with: "\r\n").utf8).span)
    }

    @Test("A browser's description with everything in it")
    func browser() throws {
        let session = try Self.parse(Self.browser)
        #expect(session.unreadableLines == 0 && session.media.count == 4)
        #expect(session.origin?.session == "574100161332745502" && session.origin?.version == "2")
        #expect(session.attributes.bundle == ["0", "1"] && session.attributes.isICELite)
        let audio = session.media[0]
        #expect(audio.kind == "audio" && audio.isSRTP && audio.attributes.direction == .sendonly)
        #expect(audio.payloadTypes.map(\.rawValue) == [111, 63, 0])
        #expect(audio.endpoint == Endpoint(try #require(IPAddress("192.0.2.1")), 55407))
        #expect(audio.controlEndpoint == audio.endpoint)
        #expect(audio.attributes.codecs.map(\.name) == ["opus", "red"])
        #expect(audio.attributes.codecs[0].clockRate.rawValue == 48000 && audio.attributes.codecs[0].channels == 2)
        #expect(audio.attributes.parameters[0].value(of: "useinbandfec") == "1")
        #expect(audio.attributes.parameters[0].value(of: "stereo") == "1")
        #expect(audio.attributes.parameters[1].redundantPayloadTypes.map(\.rawValue) == [111, 111])
        #expect(audio.attributes.packetTime == 20 && audio.attributes.mid == "0" && audio.attributes.setup == .actpass)
        #expect(audio.attributes.headerExtensions.map(\.id) == [1, 4])
        #expect(audio.attributes.headerExtensions[0].uri == SDPHeaderExtension.audioLevel)
        #expect(audio.attributes.usernameFragment == "ij87")
        #expect(audio.attributes.sources.map(\.canonicalName) == ["17a5uaW0TCExljtT"])
        #expect(audio.attributes.candidates.map(\.type) == ["host", "srflx", "host"])
        #expect(audio.attributes.candidates[1].transport == "udp")
        #expect(audio.attributes.candidates[1].related?.port == 55407)
        #expect(audio.attributes.candidates[2].isHidden && audio.attributes.candidates[2].endpoint == nil)
        // What stands above the sections holds for each.
        #expect(session.media.allSatisfy { $0.attributes.fingerprints.first?.value == "6F:1A:F8:C4" })
    }

    @Test("Retransmission, feedback and sources of video")
    func video() throws {
        let video = try Self.parse(Self.browser).media[1]
        #expect(video.endpoint == nil && video.attributes.parameters[0].associatedPayloadType?.rawValue == 96)
        #expect(video.attributes.feedback.map(\.isGenericNACK) == [true, false])
        #expect(video.attributes.feedback[1].payloadType == nil)
        #expect(video.attributes.sourceGroups[0].semantics == "FID")
        #expect(video.attributes.sourceGroups[0].sources.map(\.rawValue) == [472_601_668, 1_492_735_784])
    }

    @Test("Keys in the description, RTCP on a port of its own, a refused section")
    func keyed() throws {
        let session = try Self.parse(Self.browser)
        let crypto = try #require(session.media[2].attributes.crypto.first)
        #expect(crypto.suite == "AES_CM_128_HMAC_SHA1_32" && crypto.masterKeyIdentifierLength == 4)
        #expect(crypto.trailerLength == 8 && !crypto.isUnencrypted)
        #expect(session.media[2].endpoint?.port == 40000 && session.media[2].controlEndpoint?.port == 40005)
        #expect(session.media[3].isRefused && session.media[3].payloadTypes.isEmpty)
    }

    @Test("Without a=rtcp, RTCP is taken on the next port (RFC 3550 11)")
    func nextPort() throws {
        let session = try Self.parse("v=0\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 0\nm=audio 65535 RTP/AVP 0\n")
        #expect(session.media[0].controlEndpoint?.port == 4001)
        #expect(session.media[1].endpoint?.port == 65535 && session.media[1].controlEndpoint == nil)
    }

    @Test(
        "Lines that cannot be read are counted, and the others hold",
        arguments: [
            "a=rtpmap:111 opus", "a=rtpmap:128 opus/48000", "a=rtpmap:111 opus/0", "m=audio", "m=audio 70000 RTP/AVP 0",
            "c=IN IP4", "c=ATM x y", "a=candidate:1 1 udp", "a=ssrc:-1 cname:x", "a=ssrc:4294967296 cname:x",
            "a=extmap:0 urn:x", "a=rtcp:0", "a=crypto:1 X", "a=fingerprint:sha-256 zz", "a=ptime:0", "a=ptime:nan",
            "a=setup:x", "a=fmtp:96", "a=ssrc-group:FID", "nonsense", "=", "a", "1=2", "o=-",
        ])
    func unreadable(line: String) throws {
        let session = try Self.parse("v=0\nm=audio 4000 RTP/AVP 0\n\(line)\na=mid:7\n")
        #expect(session.unreadableLines == 1 && session.media[0].attributes.mid == "7")
    }

    @Test("What does not begin with v=0, or is too long, is none")
    func refused() {
        for text in ["", "v=", "v=1\n", "v=0", "hello\nv=0\n"] {
            #expect(throws: WireError.self) { try SessionDescription(parsing: Array(text.utf8).span) }
        }
        let long = Array("v=0\n".utf8) + [UInt8](repeating: 97, count: SessionDescription.maximumLength)
        #expect(throws: WireError(.unsupported, .sdp, needed: long.count, available: 65536)) {
            try SessionDescription(parsing: long.span)
        }
    }

    @Test("Lists and sections are bounded")
    func bounds() throws {
        let sections = String(repeating: "m=audio 4000 RTP/AVP 0\n", count: 100)
        let codecs = String(repeating: "a=rtpmap:0 PCMU/8000\n", count: 300)
        let session = try Self.parse("v=0\n" + sections + codecs)
        #expect(session.media.count == SessionDescription.maximumMedia)
        #expect(session.media.last?.attributes.codecs.count == 256)
        #expect(session.unreadableLines == 36 + 44)
    }

    @Test("Every prefix and every changed byte is read or refused")
    func hostile() {
        let bytes = Array(Self.browser.utf8)
        for end in bytes.indices { _ = try? SessionDescription(parsing: bytes.span.extracting(..<end)) }
        for index in bytes.indices {
            for value in [0, 0x0A, 0x20, 0x2F, 0x30, 0x39, 0x3A, 0x3D, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = value
                guard let session = try? SessionDescription(parsing: changed.span) else { continue }
                for section in session.media {
                    _ = section.endpoint
                    _ = section.controlEndpoint
                    _ = section.attributes.crypto.map(\.trailerLength)
                    _ = section.attributes.parameters.map(\.redundantPayloadTypes)
                }
            }
        }
    }
}
