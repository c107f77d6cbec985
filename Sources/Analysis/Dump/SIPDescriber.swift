import Wire

enum SIPDescriber {
    /// Nil if it is no SIP message.
    static func describe(_ bytes: Span<UInt8>, length: Int) -> PacketDescription? {
        guard SIPStartLine.evidence(in: bytes) == .complete else { return nil }
        let message: SIPMessage
        do throws(WireError) {
            message = try SIPMessage(parsing: bytes, wireLength: length)
        } catch {
            return PacketDescription("sip", "SIP", [:], error: error)
        }
        var fields: DecodedFields = ["call_id": message.callID]
        let summary: String
        switch message.startLine {
        case .request(let method, let uri):
            fields.add("method", method.rawValue)
            fields.add("uri", uri)
            summary = "SIP \(method.rawValue) \(uri)"
        case .response(let status, let reason):
            fields.add("status", status)
            fields.add("reason", reason)
            summary = "SIP \(status) \(reason)"
        }
        fields.add(ifPresent: "from", message.from?.uri)
        fields.add(ifPresent: "to", message.to?.uri)
        if let sequence = message.sequence { fields.add("cseq", "\(sequence.number) \(sequence.method.rawValue)") }
        fields.add(ifPresent: "software", message.software)
        fields.add(ifPresent: "content_type", message.contentType)
        var description = PacketDescription("sip", summary, fields)
        if let range = message.sessionDescription(in: bytes) {
            do throws(WireError) {
                let session = try SessionDescription(parsing: bytes.extracting(range))
                description.fields.add(
                    "media",
                    session.media.map { section -> DecodedFields in
                        var media: DecodedFields = ["kind": section.kind, "transport": section.transport]
                        media.add(ifPresent: "endpoint", section.endpoint?.description)
                        media.add("payload_types", section.payloadTypes.map { Int($0.rawValue) })
                        return media
                    })
                description.summary += ", SDP"
            } catch {
                description.error = error
            }
        }
        return description
    }
}
