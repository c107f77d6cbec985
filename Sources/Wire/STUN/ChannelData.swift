/// The header of a TURN ChannelData message (RFC 8656 12.4): channel number, length, application data.
@frozen
public struct ChannelData: Hashable, BitwiseCopyable, Sendable {
    public var channel: ChannelNumber
    /// Bytes of application data, without padding.
    public var dataLength: Int

    public static let headerLength = 4

    @inlinable public init(channel: ChannelNumber, dataLength: Int) {
        self.channel = channel
        self.dataLength = dataLength
    }

    /// Where the application data lies in the message's bytes.
    @inlinable public var data: Range<Int> { 4..<4 + dataLength }

    /// Header, data and padding as TCP carries them: padded to 4 bytes (RFC 8656 12.5). UDP need not pad.
    @inlinable public var paddedLength: Int { 4 + dataLength + (-dataLength & 3) }

    /// The message at the start of `bytes`: a datagram, with or without padding, or a TCP stream, which may go on.
    /// The data may end beyond `bytes` where the capture cut it off.
    /// - Parameter wireLength: how many bytes were on the wire; nil if all of them were captured.
    @inlinable
    public init(parsing bytes: Span<UInt8>, wireLength: Int? = nil) throws(WireError) {
        let whole = wireLength ?? bytes.count
        guard bytes.count >= 4 else {
            throw WireError(
                whole >= 4 ? .truncatedCapture : .malformed, .channelData, needed: 4, available: bytes.count)
        }
        channel = ChannelNumber(rawValue: bytes.uint16(at: 0))
        dataLength = Int(bytes.uint16(at: 2))
        guard channel.isAssignable else { throw WireError(.malformed, .channelData) }
        guard 4 + dataLength <= whole else {
            throw WireError(.malformed, .channelData, offset: 4, needed: dataLength, available: whole - 4)
        }
    }

    /// Appends the header; the data follows.
    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: channel.rawValue)
        bytes.append(uint16: UInt16(truncatingIfNeeded: dataLength))
    }
}
