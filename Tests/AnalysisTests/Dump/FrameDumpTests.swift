import Foundation
import Testing
import Wire

@testable import Analysis

@Suite("One line of JSON a frame")
struct FrameDumpTests {
    private static let client = Endpoint(IPAddress(ipv4: 0xc000_0201), 5000)
    private static let server = Endpoint(IPAddress(ipv4: 0xc000_0202), 3478)
    private static let peer = Endpoint(IPAddress(ipv4: 0xc633_6401), 6000)

    /// A raw IPv4 frame with a UDP datagram.
    private static func udp(_ payload: [UInt8], from source: Endpoint = client, to destination: Endpoint = server)
        -> [UInt8]
    {
        var datagram: [UInt8] = []
        UDPHeader(
            sourcePort: source.port, destinationPort: destination.port, totalLength: UInt16(8 + payload.count)
        ).serialize(into: &datagram)
        return ip(17, datagram + payload, from: source, to: destination)
    }

    private static func ip(
        _ transport: UInt8, _ payload: [UInt8], from source: Endpoint = client, to destination: Endpoint = server,
        fragment: UInt16 = 0
    ) -> [UInt8] {
        var frame: [UInt8] = [0x45, 0]
        frame.append(uint16: UInt16(20 + payload.count))
        frame.append(uint16: 7)
        frame.append(uint16: fragment)
        frame += [64, transport, 0, 0]
        frame.append(uint32: source.address.ipv4 ?? 0)
        frame.append(uint32: destination.address.ipv4 ?? 0)
        return frame + payload
    }

    private static func text(_ frames: [[UInt8]], cutTo kept: Int = .max) -> [String] {
        var batch = CaptureBatch()
        for (index, frame) in frames.enumerated() {
            batch.frames.append(
                FrameRecord(
                    timestamp: Timestamp(nanoseconds: 1_700_000_000_000_000_001 + Int64(index)),
                    number: UInt64(index + 1), offset: batch.bytes.count,
                    capturedLength: UInt32(min(kept, frame.count)), originalLength: UInt32(frame.count),
                    linkType: .rawIP, interface: 0))
            batch.bytes += frame.prefix(kept)
        }
        var dump = FrameDump()
        return String(decoding: dump.lines(for: batch), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func objects(_ frames: [[UInt8]]) throws -> [[String: Any]] {
        try text(frames).map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private static func check() -> STUNMessageBuilder {
        var check = STUNMessageBuilder(.request, .binding, STUNTransactionID(1, 2))
        check.append(.priority, uint32: 1_853_824_767)
        check.append(.username, text: "a:b")
        check.append(.useCandidate)
        check.append(STUNAttributeType(rawValue: 0xC0FE), [1, 2, 0xab])
        return check
    }

    @Test("A connectivity check, to the letter")
    func golden() throws {
        let line = try #require(Self.text([Self.udp(Self.check().bytes)]).first)
        #expect(
            line == """
                {"frame":1,"time":1700000000.000000001,"path":"udp 192.0.2.1:5000 > 192.0.2.2:3478",\
                "from":"192.0.2.1:5000","to":"192.0.2.2:3478","protocol":"stun",\
                "summary":"Binding request ufrag a:b USE-CANDIDATE prio 1853824767",\
                "decoded":{"frame":{"length":76,"captured_length":76,"link_type":101,"interface":0},\
                "ip":{"version":4,"protocol":"udp","ttl":64,"dscp":0,"ecn":0},"udp":{"length":48},\
                "stun":{"class":"request","method":"Binding","transaction_id":"000000010000000000000002","length":28,\
                "attributes":[{"type":"PRIORITY","number":"0x0024","length":4,"value":1853824767},\
                {"type":"USERNAME","number":"0x0006","length":3,"value":"a:b"},\
                {"type":"USE-CANDIDATE","number":"0x0025","length":0,"value":true},\
                {"type":"0xc0fe","number":"0xc0fe","length":3,"hex":"0102ab"}]}},"error":null}
                """)
    }

    @Test("Each protocol is named and summed up")
    func protocols() throws {
        var rtp: [UInt8] = []
        RTPHeader(
            marker: true, payloadType: PayloadType(rawValue: 111), sequenceNumber: 1, timestamp: 2,
            ssrc: SSRC(rawValue: 0xabcd)
        ).serialize(into: &rtp)
        var rtcp: [UInt8] = []
        RTCPReceiverReport(ssrc: 1).serialize(
            into: &rtcp, blocks: [RTCPReportBlock(ssrc: 2, fractionLost: 64, cumulativeLost: -3, jitter: 5)])
        var goodbye: [UInt8] = []
        RTCPGoodbye.serialize(sources: [9], into: &goodbye)
        var hello: [UInt8] = []
        DTLSClientHello(
            random: [UInt8](repeating: 0, count: 32), cipherSuites: [DTLSCipherSuite(rawValue: 0xc02b)],
            extensions: [.useSRTP(DTLSUseSRTP([SRTPProtectionProfile(rawValue: 1)]))]
        ).serialize(into: &hello)
        var dtls: [UInt8] = []
        DTLSRecord.serialize(.clientHello, messageSequence: 0, body: hello, sequence: 0, into: &dtls)
        let srtcp: [UInt8] = [0x80, 200, 0, 1, 0, 0, 0, 7, 1, 2, 3, 4, 0x80, 0, 0, 5]
        let lines = try Self.objects([
            Self.udp(rtp + [1, 2, 3]), Self.udp(rtcp + goodbye), Self.udp(dtls), Self.udp(srtcp),
            Self.udp(Array("hello".utf8)), Self.ip(1, [3, 3, 0, 0, 0, 0, 0, 0] + Self.udp([1, 2])), [0x45, 0],
        ])
        #expect(lines.map { $0["protocol"] as? String } == ["rtp", "rtcp", "dtls", "srtcp", "udp", "icmp", "other"])
        #expect(
            lines.map { $0["summary"] as? String } == [
                "RTP PT 111 seq 1 ts 2 ssrc 0x0000abcd len 3 M",
                "RR ssrc 0x00000001 [ssrc 0x00000002 lost -3 (64/256) highest 0 jitter 5], BYE ssrc 0x00000009",
                "DTLS 1.2 ClientHello SRTP_AES128_CM_HMAC_SHA1_80",
                "SRTCP SR ssrc 0x00000007, 16 bytes",
                "UDP, 5 bytes",
                "ICMP port unreachable for udp 192.0.2.1:5000 > 192.0.2.2:3478",
                "The packet has 2 of the 20 bytes that ipv4 needs from its byte 0 on.",
            ])
        #expect(lines.dropLast().allSatisfy { $0["error"] is NSNull })
        let error = try #require(lines[6]["error"] as? [String: Any])
        #expect(error["layer"] as? String == "ipv4")
        #expect(error["reason"] as? String == "malformed")
        #expect(error["needed"] as? Int == 20)
        #expect(error["available"] as? Int == 2)
    }

    @Test("What TURN relays is described, with the peer in the path")
    func relay() throws {
        var bind = STUNMessageBuilder(.request, .channelBind, STUNTransactionID(1, 3))
        bind.append(channelNumber: ChannelNumber(rawValue: 0x4001))
        bind.append(.xorPeerAddress, address: Self.peer)
        var send = STUNMessageBuilder(.indication, .send, STUNTransactionID(1, 4))
        send.append(.xorPeerAddress, address: Self.peer)
        send.append(.data, Self.check().bytes)
        var channel: [UInt8] = []
        ChannelData(channel: ChannelNumber(rawValue: 0x4001), dataLength: 48 - 8).serialize(into: &channel)
        channel += Self.check().bytes.prefix(40)
        let frames = [
            Self.udp(channel), Self.udp(bind.bytes), Self.udp(send.bytes),
            Self.udp(channel, from: Self.server, to: Self.client),
        ]
        let lines = try Self.objects(frames)
        #expect(
            lines.map { $0["path"] as? String } == [
                // The binding is not known yet.
                "udp 192.0.2.1:5000 > 192.0.2.2:3478",
                "udp 192.0.2.1:5000 > 192.0.2.2:3478",
                "udp 192.0.2.1:5000 > 192.0.2.2:3478 > 198.51.100.1:6000",
                "udp 198.51.100.1:6000 > 192.0.2.2:3478 > 192.0.2.1:5000",
            ])
        #expect(lines[3]["from"] as? String == "198.51.100.1:6000")
        #expect(lines[3]["to"] as? String == "192.0.2.1:5000")
        let decoded = try #require(lines[2]["decoded"] as? [String: [String: Any]])
        let attributes = try #require(decoded["stun"]?["attributes"] as? [[String: Any]])
        let inner = try #require(attributes[1]["inner"] as? [String: [String: Any]])
        #expect(inner["stun"]?["method"] as? String == "Binding")
    }

    @Test("Fragments are put together in the line of the last")
    func fragments() throws {
        let whole = Array(Self.udp(Self.check().bytes).dropFirst(20))
        let lines = try Self.objects([
            Self.ip(17, Array(whole[..<24]), fragment: 0x2000), Self.ip(17, Array(whole[24...]), fragment: 3),
        ])
        #expect(lines.map { $0["protocol"] as? String } == ["ip-fragment", "stun"])
        #expect(lines[1]["path"] as? String == "udp 192.0.2.1:5000 > 192.0.2.2:3478")
    }

    @Test("Messages in a TCP stream stand in the segment that completes them")
    func stream() throws {
        func segment(_ payload: [UInt8], sequence: UInt32, flags: UInt8) -> [UInt8] {
            var header: [UInt8] = [0x13, 0x88, 0x0d, 0x96]
            header.append(uint32: sequence)
            header += [0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0]
            return Self.ip(6, header + payload)
        }
        let message = Self.check().bytes
        let lines = try Self.objects([
            segment([], sequence: 9, flags: 2), segment(Array(message[..<24]), sequence: 10, flags: 0x18),
            segment(Array(message[24...]) + message, sequence: 34, flags: 0x18),
        ])
        #expect(lines.map { $0["protocol"] as? String } == ["tcp", "tcp", "stun"])
        #expect(lines[0]["summary"] as? String == "TCP [S] seq 9 len 0")
        let decoded = try #require(lines[2]["decoded"] as? [String: [String: Any]])
        #expect((decoded["tcp"]?["messages"] as? [Any])?.count == 2)
    }

    @Test("Hostile bytes: every cut and every changed byte gives one line of valid JSON")
    func hostile() throws {
        var send = STUNMessageBuilder(.indication, .send, STUNTransactionID(1, 4))
        send.append(.xorPeerAddress, address: Self.peer)
        send.append(.username, text: "\u{1B}[31m\"\n")
        send.append(.data, Self.check().bytes)
        let frame = Self.udp(send.bytes)
        for kept in 0...frame.count {
            let lines = Self.text([frame], cutTo: kept)
            #expect(lines.count == 1)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data((lines.first ?? "").utf8)) }
        }
        for index in frame.indices {
            for value in [UInt8(0), 0x40, 0x80, 0xff] {
                var changed = frame
                changed[index] = value
                let lines = Self.text([changed])
                #expect(lines.count == 1)
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data((lines.first ?? "").utf8)) }
            }
        }
    }

    @Test("ChannelData in ChannelData in ChannelData has an end")
    func depth() throws {
        var message: [UInt8] = [1]
        for _ in 0..<500 {
            var outer: [UInt8] = []
            ChannelData(channel: ChannelNumber(rawValue: 0x4000), dataLength: message.count).serialize(into: &outer)
            message = outer + message
        }
        #expect(Self.text([Self.udp(message)]).count == 1)
    }
}
