import Wire

/// Ethernet, IP and UDP in front of every datagram from one endpoint to another.
struct FrameHeader {
    /// The headers with lengths and checksums of 0; a stream puts its RTP header behind them.
    var bytes: [UInt8] = []
    let isIPv6: Bool
    /// Where the UDP header begins.
    let udp: Int
    /// Sums of what does not change (RFC 1071): of the IPv4 header, and of the pseudo-header and the ports.
    private var networkSum: UInt32 = 0
    private var transportSum: UInt32 = 0

    /// - Parameter isForward: which of the link's two ends sends it.
    init(from source: Endpoint, to destination: Endpoint, isForward: Bool) {
        let macs: (UInt64, UInt64) = (0x0200_0000_0001, 0x0200_0000_0002)
        isIPv6 = !source.address.isIPv4
        udp = EthernetHeader.length + (isIPv6 ? IPv6Header.length : 20)
        EthernetHeader(
            destination: isForward ? macs.1 : macs.0, source: isForward ? macs.0 : macs.1,
            typeOrLength: isIPv6 ? 0x86DD : 0x0800
        ).serialize(into: &bytes)
        let timeToLive: UInt8 = isForward ? 64 : 52
        if let from = source.address.ipv4, let to = destination.address.ipv4 {
            IPv4Header(
                totalLength: 0, flagsAndOffset: 0x4000, timeToLive: timeToLive, proto: .udp, source: from,
                destination: to
            ).serialize(into: &bytes)
            networkSum = Self.sum(bytes.span.extracting(14..<34))
            transportSum = Self.sum(bytes.span.extracting(26..<34))
        } else {
            IPv6Header(
                payloadLength: 0, nextHeader: .udp, hopLimit: timeToLive, source: source.address,
                destination: destination.address
            ).serialize(into: &bytes)
            transportSum = Self.sum(bytes.span.extracting(22..<54))
        }
        UDPHeader(sourcePort: source.port, destinationPort: destination.port, totalLength: 0).serialize(into: &bytes)
        transportSum &+= 17 &+ UInt32(source.port) &+ UInt32(destination.port)
    }

    /// Sets lengths and checksums for a datagram whose first bytes stand in `bytes` behind the headers, and whose rest has
    /// `restCount` bytes of sum `restSum`.
    mutating func seal(restCount: Int, restSum: UInt32) {
        let datagram = UInt16(truncatingIfNeeded: bytes.count - udp + restCount)
        let body = Self.sum(bytes.span.extracting((udp + 8)..<bytes.count))
        // UDP's length is summed twice: in its header and in the pseudo-header (RFC 768, RFC 8200 8.1).
        let checksum = Self.fold(transportSum &+ 2 &* UInt32(datagram) &+ body &+ restSum)
        if isIPv6 {
            patch(datagram, at: 18)
        } else {
            let total = datagram &+ 20
            patch(total, at: 16)
            patch(Self.fold(networkSum &+ UInt32(total)), at: 24)
        }
        patch(datagram, at: udp + 4)
        patch(checksum == 0 ? 0xFFFF : checksum, at: udp + 6)
    }

    mutating func patch(_ value: UInt16, at offset: Int) {
        var span = bytes.mutableSpan
        span[offset] = UInt8(truncatingIfNeeded: value >> 8)
        span[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    /// The sum of 16-bit words; the bytes are an even number, or the last of the datagram.
    static func sum(_ bytes: Span<UInt8>) -> UInt32 {
        var sum: UInt32 = 0
        var index = 0
        while index + 1 < bytes.count {
            sum &+= UInt32(bytes.uint16(at: index))
            index += 2
        }
        return index < bytes.count ? sum &+ UInt32(bytes[index]) << 8 : sum
    }

    private static func fold(_ sum: UInt32) -> UInt16 {
        let once = sum >> 16 &+ sum & 0xFFFF
        return ~UInt16(truncatingIfNeeded: once >> 16 &+ once & 0xFFFF)
    }
}
