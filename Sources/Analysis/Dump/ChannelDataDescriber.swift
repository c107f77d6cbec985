import Wire

enum ChannelDataDescriber {
    static func describe(_ bytes: Span<UInt8>, length: Int, depth: Int) -> PacketDescription {
        do throws(WireError) {
            return describe(try ChannelData(parsing: bytes, wireLength: length), bytes, depth)
        } catch {
            return PacketDescription("turn-channel-data", "ChannelData", [:], error: error)
        }
    }

    private static func describe(_ message: ChannelData, _ bytes: Span<UInt8>, _ depth: Int) -> PacketDescription {
        let channel = HexText.number(message.channel.rawValue, digits: 4)
        let inner = DatagramDescriber.describe(
            bytes.extracting(message.data.clamped(to: 0..<bytes.count)), length: message.dataLength, depth: depth + 1)
        var description = PacketDescription(
            "turn-channel-data", "ChannelData \(channel): \(inner.summary)",
            ["channel": channel, "length": message.dataLength, "inner": inner.nested], error: inner.error)
        if inner.name != "data" { description.name = inner.name }
        description.turn = .channel(message.channel)
        return description
    }
}
