import Report
public import Wire

/// Says of each captured frame what was decoded in it: one line of JSON a frame.
///
/// Keeps only what a frame cannot say alone: fragments, TCP streams and TURN channels, all bounded.
public struct FrameDump: ~Copyable {
    private static let maximumConnections = 256

    private var packet = NetworkPacket()
    private var fragments = FragmentReassembler()
    private var streams: [FiveTuple: TCPReassembler] = [:]
    private var channels = ChannelBindings()
    private let call: CallFrames?

    /// - Parameter call: the call whose frames alone are wanted.
    public init(only call: CallFrames? = nil) { self.call = call }

    /// The lines of a batch's frames, each with an end of line.
    public mutating func lines(for batch: borrowing CaptureBatch) -> [UInt8] {
        var text: [UInt8] = []
        for index in batch.frames.indices {
            let frame = batch.frames[index]
            let bytes = batch.bytes.span.extracting(frame.offset..<frame.offset + Int(frame.capturedLength))
            guard let line = line(for: frame, bytes) else { continue }
            var json = JSONWriter()
            line.write(to: &json)
            text += json.bytes
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// - Returns: nil for a frame that is not wanted.
    private mutating func line(for frame: FrameRecord, _ bytes: Span<UInt8>) -> DumpLine? {
        var line = DumpLine(
            frame: frame.number, time: frame.timestamp,
            decoded: [
                "frame": [
                    "length": Int(frame.originalLength), "captured_length": Int(frame.capturedLength),
                    "link_type": Int(frame.linkType.rawValue), "interface": Int(frame.interface),
                ] as DecodedFields
            ])
        let error = FrameDecoder.decode(
            bytes, originalLength: Int(frame.originalLength), linkType: frame.linkType, interface: frame.interface,
            into: &packet)
        if let call, !call.contains(packet, at: frame.timestamp) { return nil }
        addIP(to: &line)
        if let error {
            line.error = error
            line.name =
                error.layer == .udp || error.layer == .tcp || error.layer == .icmp ? error.layer.dumpName : "other"
            line.summary = error.sentence
            return line
        }
        let start = packet.payloadOffset
        let payload = bytes.extracting(start..<start + packet.capturedPayloadLength)
        if packet.kind == .fragment {
            addFragment(payload, frame, to: &line)
        } else {
            addTransport(payload, at: frame.timestamp, to: &line)
        }
        return line
    }

    private func addIP(to line: inout DumpLine) {
        guard packet.kind != .notIP else { return }
        let isPorted = packet.source.port != 0 || packet.destination.port != 0
        let ends = [packet.source, packet.destination].map { isPorted ? $0.description : $0.address.description }
        let isMessage = packet.transport == .icmp || packet.transport == .icmpv6
        line.setPath(isPorted || isMessage ? packet.transport.dumpName : "ip", ends)
        line.decoded.add(
            "ip",
            [
                "version": packet.source.address.isIPv4 ? 4 : 6, "protocol": packet.transport.dumpName,
                "ttl": Int(packet.timeToLive), "dscp": Int(packet.trafficClass >> 2),
                "ecn": Int(packet.trafficClass & 3),
            ] as DecodedFields)
    }

    /// A fragment; the one that completes its packet is described as the whole.
    private mutating func addFragment(_ payload: Span<UInt8>, _ frame: FrameRecord, to line: inout DumpLine) {
        let fragment = packet.fragment
        let end = Int(fragment.offset) + packet.payloadLength
        line.name = "ip-fragment"
        line.summary =
            "IP fragment id \(fragment.identification), bytes \(fragment.offset) to \(end)"
            + (fragment.moreFollow ? ", more follow" : ", the last")
        var fields: DecodedFields = [
            "identification": Int(fragment.identification), "offset": Int(fragment.offset),
            "length": packet.payloadLength, "more_follow": fragment.moreFollow,
        ]
        let whole = fragments.receive(packet, payload: payload, at: frame.timestamp, frame: frame.number)
        fields.add("reassembled_frames", whole?.frames)
        line.decoded.add("ip_fragment", fields)
        guard let whole else { return }
        packet = whole.packet
        let error = FrameDecoder.decodeTransport(
            whole.payload.span, originalLength: whole.originalLength, into: &packet)
        if let error {
            line.error = error
            return
        }
        let start = packet.payloadOffset
        let bytes = whole.payload.span.extracting(start..<start + packet.capturedPayloadLength)
        line.setPath(packet.transport.dumpName, [packet.source.description, packet.destination.description])
        addTransport(bytes, at: frame.timestamp, to: &line)
    }

    private mutating func addTransport(_ payload: Span<UInt8>, at time: Timestamp, to line: inout DumpLine) {
        switch packet.kind {
        case .udp:
            line.name = "udp"
            line.decoded.add("udp", ["length": packet.payloadLength] as DecodedFields)
            add(DatagramDescriber.describe(payload, length: packet.payloadLength), to: &line)
        case .tcp: addSegment(payload, at: time, to: &line)
        case .icmpError: addICMP(payload, isError: true, to: &line)
        case .otherIP where packet.transport == .icmp || packet.transport == .icmpv6:
            addICMP(payload, isError: false, to: &line)
        case .otherIP, .fragment:
            line.summary = "IP protocol \(packet.transport.dumpName), \(packet.payloadLength) bytes"
        case .notIP: line.summary = "Not IP"
        }
    }

    private func addICMP(_ payload: Span<UInt8>, isError: Bool, to line: inout DumpLine) {
        let description = ICMPDescriber.describe(payload, isVersion6: packet.transport == .icmpv6, isError: isError)
        line.name = description.name
        line.summary = description.summary
        line.error = description.error
        line.decoded.add(description.layer, description.fields)
    }

    private mutating func add(_ description: PacketDescription, to line: inout DumpLine) {
        if description.name != "data" {
            line.name = description.name
            line.summary = description.summary
        } else {
            line.summary = "UDP, \(description.summary)"
        }
        line.decoded.add(description.layer, description.fields)
        line.error = description.error
        addHops(of: description, to: &line)
    }

    /// Lengthens the path by the peer behind a TURN server.
    private mutating func addHops(of description: PacketDescription, to line: inout DumpLine) {
        let (source, destination) = (packet.source, packet.destination)
        let hops: [Endpoint]
        switch description.turn {
        case nil: return
        case .toPeer(let peer): hops = [source, destination, peer]
        case .fromPeer(let peer): hops = [peer, source, destination]
        case .channel(let channel): hops = channels.hops(of: channel, from: source, to: destination)
        case .bind(let channel, let peer):
            channels.bind(channel, to: peer, by: source, at: destination)
            return
        }
        line.setPath(packet.transport.dumpName, hops.map(\.description))
    }

    /// A segment, with the messages of a call that it completes.
    private mutating func addSegment(_ payload: Span<UInt8>, at time: Timestamp, to line: inout DumpLine) {
        let segment = packet.tcp
        line.name = "tcp"
        line.summary = segment.summary(length: packet.payloadLength)
        var messages: [PacketDescription] = []
        if streams.count >= FrameDump.maximumConnections, streams[packet.tuple] == nil { streams.removeAll() }
        streams[packet.tuple, default: TCPReassembler()].receive(
            segment, payload: payload, originalLength: packet.payloadLength, at: time
        ) { bytes, _ in
            messages.append(DatagramDescriber.describe(bytes, length: bytes.count))
        }
        var fields = segment.fields(length: packet.payloadLength)
        if !messages.isEmpty { fields.add("messages", messages.map(\.nested)) }
        line.decoded.add("tcp", fields)
        guard let first = messages.first else { return }
        if first.name != "data" { line.name = first.name }
        line.summary = messages.map(\.summary).joined(separator: "; ")
        line.error = messages.lazy.compactMap(\.error).first
        for message in messages { addHops(of: message, to: &line) }
    }
}
