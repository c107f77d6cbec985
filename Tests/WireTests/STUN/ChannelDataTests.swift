import Testing
import Wire

@Suite("TURN ChannelData")
struct ChannelDataTests {
    private let header = ChannelData(channel: ChannelNumber(rawValue: 0x4001), dataLength: 5)

    @Test func `round trip, unpadded over UDP and padded to 4 bytes over TCP`() throws {
        var bytes: [UInt8] = []
        header.serialize(into: &bytes)
        #expect(bytes == [0x40, 0x01, 0, 5])
        bytes += [1, 2, 3, 4, 5]
        let parsed = try ChannelData(parsing: bytes.span)
        #expect(parsed == header)
        #expect(Array(bytes[parsed.data]) == [1, 2, 3, 4, 5])
        // 4 + 5 bytes, padded to the next multiple of 4.
        #expect(parsed.paddedLength == 12)
        #expect(ChannelData(channel: header.channel, dataLength: 8).paddedLength == 12)
    }

    @Test func `every prefix is an error, and says whether the capture is to blame`() {
        let bytes: [UInt8] = [0x40, 0x01, 0, 5, 1, 2, 3, 4, 5]
        for length in 0..<bytes.count {
            let prefix = Array(bytes[..<length])
            #expect(throws: WireError.self) { try ChannelData(parsing: prefix.span) }
            if length < 4 {
                let error = #expect(throws: WireError.self) { try ChannelData(parsing: prefix.span, wireLength: 9) }
                #expect(error?.reason == .truncatedCapture)
            } else {
                #expect((try? ChannelData(parsing: prefix.span, wireLength: 9)) == header)
            }
        }
    }

    @Test func `channel numbers lie in 0x4000 to 0x4FFF`() {
        for first in UInt8.min...UInt8.max {
            let bytes: [UInt8] = [first, 0, 0, 0]
            #expect(((try? ChannelData(parsing: bytes.span)) != nil) == (0x40...0x4F).contains(first))
        }
    }
}
