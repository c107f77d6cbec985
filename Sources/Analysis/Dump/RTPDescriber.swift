import Wire

enum RTPDescriber {
    static func describe(_ bytes: Span<UInt8>, length: Int) -> PacketDescription {
        guard let header = RTPHeader(parsing: bytes, datagramLength: length) else {
            let reason: WireError.Reason = bytes.count < length ? .truncatedCapture : .malformed
            let error = WireError(reason, .rtp, needed: RTPHeader.fixedLength, available: bytes.count)
            return PacketDescription("rtp", "RTP", [:], error: error)
        }
        let payload = length - header.length
        let type = header.payloadType
        var fields: DecodedFields = [
            "padding": header.hasPadding, "marker": header.marker, "payload_type": Int(type.rawValue),
            "sequence_number": Int(header.sequenceNumber), "timestamp": Int(header.timestamp),
            "ssrc": header.ssrc.description,
        ]
        fields.add(ifPresent: "codec", StaticPayloadType(type)?.codec)
        if header.csrcCount > 0 { fields.add("csrcs", contributors(header, bytes)) }
        if let profile = header.extensionProfile {
            fields.add("extension_profile", HexText.number(profile, digits: 4))
            fields.add("extensions", extensions(header, profile: profile, bytes))
        }
        fields.add("header_length", header.length)
        fields.add("payload_length", payload)
        let marker = header.marker ? " M" : ""
        let summary =
            "RTP PT \(type.rawValue) seq \(header.sequenceNumber) ts \(header.timestamp) ssrc \(header.ssrc) "
            + "len \(payload)\(marker)"
        return PacketDescription("rtp", summary, fields)
    }

    private static func contributors(_ header: RTPHeader, _ bytes: Span<UInt8>) -> [String] {
        (0..<Int(header.csrcCount)).compactMap { index in
            let offset = RTPHeader.fixedLength + 4 * index
            return offset + 4 <= bytes.count ? SSRC(rawValue: bytes.uint32(at: offset)).description : nil
        }
    }

    private static func extensions(_ header: RTPHeader, profile: UInt16, _ bytes: Span<UInt8>) -> [DecodedFields] {
        var elements: [DecodedFields] = []
        RTPHeaderExtension.forEachElement(of: bytes, in: header.extensionRange, profile: profile) {
            elements.append(["id": Int($0), "data": HexText.bytes(bytes.extracting($1))])
        }
        return elements
    }
}
