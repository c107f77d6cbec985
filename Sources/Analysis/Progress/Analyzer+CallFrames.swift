public import Wire

extension Analyzer {
    /// Whether a frame that was received belongs to a call in progress as far as is known by now: to one of its paths,
    /// or to signalling. Fragments may.
    ///
    /// Streams without checks or a handshake are known only after their first packets: ask a while later.
    public func concernsCall(
        _ frame: Span<UInt8>, _ record: FrameRecord, into packet: inout NetworkPacket
    ) -> Bool {
        let error = FrameDecoder.decode(
            frame, originalLength: Int(record.originalLength), linkType: record.linkType, interface: record.interface,
            into: &packet)
        guard error == nil else { return false }
        switch packet.kind {
        case .fragment: return true
        case .udp, .tcp:
            let (key, _) = PathKey.make(
                source: packet.source, destination: packet.destination, transport: packet.transport)
            if paths.find(key) != nil { return true }
            if packet.kind == .tcp { return connections.carriesCalls(key) }
            let payload = frame.extracting(
                packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength)
            return SIPStartLine.evidence(in: payload) == .complete
        case .icmpError, .otherIP, .notIP: return false
        }
    }
}
