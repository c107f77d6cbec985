import Report

/// One entry of getStats() (W3C webrtc-stats), or of a shape that repeats it.
enum StatsEntry {
    /// jitter and round trips.
    static let unit = StatedUnit.seconds("getStats")

    static func inbound(
        _ fields: inout ReportFields, kind: ClientMediaKind, codec: ClientCodec? = nil, unit: StatedUnit = unit
    ) -> ClientInboundStream {
        var stream = ClientInboundStream(kind: kind, ssrc: fields.source("ssrc"))
        stream.packetsReceived = fields.count("packetsReceived")
        stream.bytesReceived = fields.count("bytesReceived")
        stream.headerBytesReceived = fields.count("headerBytesReceived")
        stream.packetsLost = fields.count("packetsLost", isSigned: true)
        stream.packetsDiscarded = fields.count("packetsDiscarded")
        stream.jitterMilliseconds = fields.milliseconds("jitter", in: unit).map { ClientFigure($0, .last) }
        stream.audioLevel = fields.level("audioLevel").map { ClientFigure($0, .last) }
        stream.concealedSamples = fields.count("concealedSamples")
        stream.totalSamplesReceived = fields.count("totalSamplesReceived")
        stream.codec = codec ?? ownCodec(&fields)
        fields.ignore(KnownFields.inbound)
        fields.noteUnknown()
        return stream
    }

    static func outbound(
        _ fields: inout ReportFields, kind: ClientMediaKind, codec: ClientCodec? = nil, level: Double? = nil
    ) -> ClientOutboundStream {
        var stream = ClientOutboundStream(kind: kind, ssrc: fields.source("ssrc"))
        stream.packetsSent = fields.count("packetsSent")
        stream.bytesSent = fields.count("bytesSent")
        stream.headerBytesSent = fields.count("headerBytesSent")
        stream.retransmittedPacketsSent = fields.count("retransmittedPacketsSent")
        stream.audioLevel = (fields.level("audioLevel") ?? level).map { ClientFigure($0, .last) }
        stream.codec = codec ?? ownCodec(&fields)
        fields.ignore(KnownFields.outbound)
        fields.noteUnknown()
        return stream
    }

    static func remoteInbound(_ fields: inout ReportFields, jitter: StatedUnit = unit) -> ClientRemoteInbound {
        var remote = ClientRemoteInbound(ssrc: fields.source("ssrc"))
        remote.packetsReceived = fields.count("packetsReceived")
        remote.packetsLost = fields.count("packetsLost", isSigned: true)
        remote.fractionLost = fields.number("fractionLost", in: 0...1)
        remote.jitterMilliseconds = fields.milliseconds("jitter", in: jitter)
        remote.roundTripMilliseconds = fields.milliseconds("roundTripTime", in: unit)
        fields.ignore(KnownFields.remoteInbound)
        fields.noteUnknown()
        return remote
    }

    static func remoteOutbound(_ fields: inout ReportFields) -> ClientRemoteOutbound {
        var remote = ClientRemoteOutbound(ssrc: fields.source("ssrc"))
        remote.packetsSent = fields.count("packetsSent")
        remote.bytesSent = fields.count("bytesSent")
        fields.ignore(KnownFields.remoteOutbound)
        fields.noteUnknown()
        return remote
    }

    /// local-candidate, remote-candidate, and `ice.local` of the SDK's payload.
    static func candidate(_ fields: inout ReportFields) -> StatedCandidate {
        var candidate = StatedCandidate(type: fields.text("candidateType"))
        let address = fields.has("address") ? "address" : "ip"
        candidate.address = fields.text(address)
        candidate.port = fields.integer("port", in: 0...65_535)
        candidate.transport = fields.text("protocol")?.lowercased()
        fields.ignore(KnownFields.candidate)
        fields.noteUnknown()
        return candidate
    }

    static func codec(_ fields: inout ReportFields) -> ClientCodec {
        let codec = ClientCodec(
            mimeType: fields.text("mimeType"), payloadType: fields.integer("payloadType", in: 0...127),
            clockRate: fields.count("clockRate"))
        fields.ignore(KnownFields.codec)
        fields.noteUnknown()
        return codec
    }

    static func transport(_ fields: inout ReportFields) -> ClientTransport {
        var transport = ClientTransport()
        transport.iceState = fields.text("iceState")
        transport.dtlsState = fields.text("dtlsState")
        transport.srtpCipher = fields.text("srtpCipher", isNullable: true)
        transport.tlsVersion = fields.text("tlsVersion", isNullable: true)
        transport.dtlsRole = fields.text("dtlsRole")
        transport.selectedCandidatePairChanges = fields.count("selectedCandidatePairChanges")
        fields.ignore(KnownFields.transport)
        fields.noteUnknown()
        return transport
    }

    static func kind(_ fields: inout ReportFields) -> ClientMediaKind {
        let legacy = fields.text("mediaType")
        return (fields.text("kind") ?? legacy).flatMap { ClientMediaKind(rawValue: $0) } ?? .audio
    }

    /// Debug streams have the codec in the stream's entry.
    private static func ownCodec(_ fields: inout ReportFields) -> ClientCodec? {
        if var codec = fields.objectIfAny("codec") { return Self.codec(&codec) }
        guard fields.has("mimeType") else { return nil }
        return ClientCodec(
            mimeType: fields.text("mimeType"), payloadType: fields.integer("payloadType", in: 0...127),
            clockRate: fields.count("clockRate"))
    }
}

extension ReportFields {
    /// The member if it is an object; of another type it is for others to read.
    mutating func objectIfAny(_ key: String) -> ReportFields? {
        if case .object? = peek(key) { return object(key) }
        return nil
    }
}
