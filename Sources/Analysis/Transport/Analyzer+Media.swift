import Media
import Wire

// What nearly every frame of a capture of media is: a packet of a known stream, plain on the wire. `FrameDecoder` says just
// the same of these, in several times the time.
extension Analyzer {
    /// Takes the frame if it carries but the next packet of its stream.
    ///
    /// - Returns: false, and nothing is done, if it is anything else.
    @inline(__always)
    mutating func receiveSteady(_ frames: Span<FrameRecord>, _ index: Int, _ bytes: Span<UInt8>) -> Bool {
        let (captured, original) = (frames[index].capturedLength, frames[index].originalLength)
        let frame = SteadyFrame(
            time: frames[index].timestamp, number: frames[index].number, originalLength: original,
            interface: frames[index].interface)
        guard clock.isPlain(frame.time), health.isPlain(frame.time), frames[index].linkType == .ethernet,
            arrivals == nil, observeSteady(frame, bytes.extracting(frames[index].range))
        else { return false }
        clock.observePlain(frame.time)
        health.countPlain(frame.time, length: original, isTruncated: original > captured, frame: frame.number)
        return true
    }

    @inline(__always)
    private mutating func observeSteady(_ frame: SteadyFrame, _ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= StreamHeaders.lengthOverIPv4 else { return false }
        if PlainUDPFrame.isIPv4(bytes) { return streams.observeSteadyOverIPv4(frame, bytes) }
        return observeSteadyOverIPv6(frame, bytes)
    }

    /// On its own, so that what is mostly needed stays small.
    @inline(never)
    private mutating func observeSteadyOverIPv6(_ frame: SteadyFrame, _ bytes: Span<UInt8>) -> Bool {
        guard PlainUDPFrame.isIPv6(bytes), bytes.count >= StreamHeaders.lengthOverIPv6 else { return false }
        return streams.observeSteadyOverIPv6(frame, bytes)
    }

    /// Takes the frame if it is a plain one of a known stream.
    ///
    /// - Returns: false, and nothing is done, if it is anything else.
    mutating func receiveMedia(_ record: FrameRecord, _ bytes: Span<UInt8>) -> Bool {
        guard record.linkType == .ethernet,
            let frame = PlainUDPFrame(bytes, originalLength: Int(record.originalLength), interface: record.interface),
            frame.payloadLength <= SegmentedDatagram.largestWhole
        else { return false }
        let payload = bytes.extracting(frame.payloadOffset..<frame.payloadOffset &+ frame.capturedPayloadLength)
        guard let header = RTPHeader(parsing: payload, datagramLength: frame.payloadLength),
            !DatagramKind.isRTCPType(payload[1]),
            let stream = streams.find(
                StreamFlow(source: frame.source, destination: frame.destination, ssrc: header.ssrc))
        else { return false }
        observe(
            RTPArrival(
                header, in: payload, length: frame.payloadLength, origin: frame.origin,
                marks: NetworkMarks(timeToLive: frame.timeToLive, trafficClass: frame.trafficClass),
                time: record.timestamp, frame: record.number),
            headers: PlainUDPFrame.isIPv4(bytes)
                ? StreamHeaders(ipv4: bytes, interface: record.interface)
                : StreamHeaders(ipv6: bytes, interface: record.interface), of: stream)
        return true
    }
}
