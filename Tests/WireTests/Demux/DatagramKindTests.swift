import Testing
import Wire

@Suite struct DatagramKindTests {
    private func kind(_ payload: [UInt8], length: Int? = nil) -> DatagramKind {
        DatagramKind(of: payload.span, length: length ?? payload.count)
    }

    private static let rtp: [UInt8] = [0x80, 111, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 5, 5]
    private static let rtcp: [UInt8] = [0x80, 201, 0, 1, 0, 0, 0, 1]
    private static let stun: [UInt8] =
        [0, 1, 0, 4, 0x21, 0x12, 0xa4, 0x42] + [UInt8](repeating: 7, count: 12) + [0x80, 0x2a, 0, 0]
    private static let dtls: [UInt8] = [22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2]
    private static let channelData: [UInt8] = [0x40, 0, 0, 5, 1, 2, 3, 4, 5]

    @Test("Each kind by its first byte")
    func kinds() {
        #expect(kind(Self.rtp) == .rtp)
        #expect(kind(Self.rtcp) == .rtcp)
        #expect(kind(Self.stun) == .stun)
        #expect(kind(Self.dtls) == .dtls)
        #expect(kind(Self.channelData) == .channelData)
        for first in [16, 19, 80, 127, 192, 255] as [UInt8] {
            #expect(kind([first] + Self.rtp.dropFirst()) == .other)
        }
        #expect(kind([]) == .other)
        #expect(kind([0xff, 0xff]) == .other)
    }

    @Test("RTP and RTCP split at 192 to 223 (RFC 5761)")
    func rtpAndRTCP() {
        for second in UInt8.min...UInt8.max {
            let payload = [0x80, second, 0, 1] + Self.rtp.dropFirst(4)
            #expect(kind(Array(payload)) == (192...223 ~= second ? .rtcp : .rtp))
        }
        // The header with contributing sources and extension must fit.
        #expect(kind(Array(Self.rtp[..<12])) == .rtp)
        #expect(kind(Array(Self.rtp[..<11])) == .other)
        #expect(kind([0x81] + Self.rtp.dropFirst()) == .other)
        #expect(kind([0x81] + Self.rtp.dropFirst() + [1, 2]) == .rtp)
        #expect(kind([0x90] + Self.rtp.dropFirst()) == .other)
        #expect(kind([0x90] + Self.rtp.dropFirst() + [1, 2]) == .rtp)
        // RTCP: at least 8 bytes, and no longer than the datagram.
        #expect(kind([0x80, 201, 0, 0, 0, 0, 0, 1]) == .other)
        #expect(kind([0x80, 201, 0, 2, 0, 0, 0, 1]) == .other)
        #expect(kind([0x80, 201, 0, 2, 0, 0, 0, 1], length: 12) == .rtcp)
    }

    @Test("STUN: the cookie and a length that fits, or RFC 3489 to the letter")
    func stun() {
        var long = Self.stun
        long[3] = 8
        #expect(kind(long) == .other)
        var odd = Self.stun
        odd[3] = 3
        #expect(kind(odd) == .other)
        #expect(kind(Self.stun + [1, 2, 3]) == .stun)
        #expect(kind(Array(Self.stun[..<19])) == .other)
        // Cut by the snap length.
        #expect(kind(Array(Self.stun[..<8]), length: 24) == .stun)
        // A private method.
        #expect(kind([8] + Self.stun.dropFirst()) == .stun)
        var classic = Self.stun
        classic[4] = 0
        #expect(kind(classic) == .classicSTUN)
        #expect(kind(classic + [0, 0, 0, 0]) == .other)
        classic[1] = 3
        #expect(kind(classic) == .other)
        classic.replaceSubrange(0..<2, with: [0x01, 0x11])
        #expect(kind(classic) == .classicSTUN)
    }

    @Test("DTLS: a version and a length that fits, or the unified header")
    func dtls() {
        for version in [[0xfe, 0xff], [0xfe, 0xfd], [1, 0]] as [[UInt8]] {
            #expect(kind([22] + version + Self.dtls[3...]) == .dtls)
        }
        for version in [[3, 3], [0xfe, 0xfc], [0, 0]] as [[UInt8]] {
            #expect(kind([22] + version + Self.dtls[3...]) == .other)
        }
        var long = Self.dtls
        long[12] = 3
        #expect(kind(long) == .other)
        #expect(kind(Self.dtls + Self.dtls) == .dtls)
        #expect(kind(Array(Self.dtls[..<12])) == .other)
        // tls12_cid: where the length stands depends on the connection id's.
        #expect(kind([25, 0xfe, 0xfd] + Self.dtls[3...]) == .dtls)
        // 0x2e: 2 bytes of sequence, a length; 16 bytes at least.
        let record = [UInt8](repeating: 9, count: 16)
        #expect(kind([0x2e, 0, 1, 0, 16] + record) == .dtls)
        #expect(kind([0x2e, 0, 1, 0, 17] + record) == .other)
        #expect(kind([0x2e, 0, 1, 0, 15] + record.dropLast()) == .other)
        #expect(kind([0x20, 1] + record) == .dtls)
    }

    @Test("ChannelData: its length, or that and padding to 4 bytes")
    func channelData() {
        #expect(kind(Self.channelData + [0, 0, 0]) == .channelData)
        for padding in [1, 2, 4] {
            #expect(kind(Self.channelData + [UInt8](repeating: 0, count: padding)) == .other)
        }
        #expect(kind([0x4f] + Self.channelData.dropFirst()) == .channelData)
        #expect(kind([0x50] + Self.channelData.dropFirst()) == .other)
    }

    @Test("No prefix and no changed byte traps")
    func hostile() {
        for message in [Self.rtp, Self.rtcp, Self.stun, Self.dtls, Self.channelData] {
            let whole = kind(message)
            for length in 0...message.count {
                let cut = kind(Array(message[..<length]), length: message.count)
                #expect(cut == whole || cut == .other)
                _ = kind(Array(message[..<length]))
            }
            for offset in message.indices {
                for value in UInt8.min...UInt8.max {
                    var changed = message
                    changed[offset] = value
                    _ = kind(changed)
                }
            }
            #expect(kind(message, length: message.count - 1) == .other)
        }
    }
}
