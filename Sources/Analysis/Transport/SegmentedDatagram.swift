import Wire

/// What UDP segmentation offload looks like: one datagram that is a row of equally long ones, the last perhaps shorter.
enum SegmentedDatagram {
    /// UDP payload that an Ethernet frame holds (1500 - 20 - 8): what is longer was no packet of its own, or went over a
    /// path with jumbo frames.
    static var largestWhole: Int { 1472 }

    /// The length of its segments; nil if it is one datagram.
    static func segmentLength(of bytes: Span<UInt8>, length: Int) -> Int? {
        if DatagramKind(of: bytes, length: length) == .rtp { return rtpLength(bytes, length) }
        return stunLength(bytes, length)
    }

    /// The next packet of the same source follows, with the next sequence number.
    private static func rtpLength(_ bytes: Span<UInt8>, _ length: Int) -> Int? {
        let header = RTPHeader.fixedLength
        guard bytes.count >= 2 * header else { return nil }
        let (sequence, ssrc) = (bytes.uint16(at: 2), bytes.uint32(at: 8))
        func begins(_ offset: Int, _ number: Int) -> Bool {
            bytes[offset] >> 6 == 2 && bytes[offset + 1] & 0x7f == bytes[1] & 0x7f
                && bytes.uint16(at: offset + 2) == sequence &+ UInt16(truncatingIfNeeded: number)
                && bytes.uint32(at: offset + 8) == ssrc
        }
        let last = min(largestWhole, bytes.count - header)
        guard header < last else { return nil }
        return (header + 1...last).first { step in
            step < length
                && stride(from: step, through: bytes.count - header, by: step).enumerated()
                    .allSatisfy { begins($0.element, $0.offset + 1) }
        }
    }

    private static func stunLength(_ bytes: Span<UInt8>, _ length: Int) -> Int? {
        guard bytes.count >= 40, bytes[0] < 4, bytes.uint32(at: 4) == 0x2112_a442 else { return nil }
        let step = 20 + Int(bytes.uint16(at: 2))
        guard step < length, step <= bytes.count - 20 else { return nil }
        let isRow = stride(from: step, through: bytes.count - 20, by: step)
            .allSatisfy { bytes.uint32(at: $0 + 4) == 0x2112_a442 }
        return isRow ? step : nil
    }
}
