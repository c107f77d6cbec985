import Report
import Wire

enum RTCPDescriber {
    static func describe(_ bytes: Span<UInt8>, length: Int) -> PacketDescription {
        if let evidence = SRTCPEvidence(bytes, originalLength: length), !evidence.parsesAsClear,
            evidence.last.isEncrypted || evidence.beforeTag?.isEncrypted == true
        {
            return secure(bytes, evidence)
        }
        var packets: [DecodedFields] = []
        var parts: [String] = []
        var failure: WireError?
        var cursor = RTCPPacketCursor(originalLength: length)
        do throws(WireError) {
            while let packet = try cursor.next(in: bytes) {
                let described = RTCPPacketDescriber.describe(packet.header, bytes.extracting(packet.range))
                var fields = described.fields
                if packet.paddingByteCount > 0 { fields.add("padding", packet.paddingByteCount) }
                if let error = described.error, failure == nil {
                    failure = error
                    failure?.offset &+= UInt32(clamping: packet.range.lowerBound)
                }
                packets.append(fields)
                parts.append(described.summary)
            }
        } catch {
            if failure == nil { failure = error }
        }
        let summary = parts.isEmpty ? "RTCP" : parts.joined(separator: ", ")
        return PacketDescription("rtcp", summary, ["packets": packets], error: failure)
    }

    /// SRTCP leaves the first packet's header and sender in the clear (RFC 3711 3.4). Which of the trailers is the right
    /// one depends on the cipher.
    private static func secure(_ bytes: Span<UInt8>, _ evidence: SRTCPEvidence) -> PacketDescription {
        let type = RTCPPacketType(rawValue: bytes[1])
        let name = type.name ?? "\(type.rawValue)"
        let ssrc = SSRC(rawValue: bytes.uint32(at: 4)).description
        var fields: DecodedFields = ["first_type": name, "ssrc": ssrc, "length": bytes.count]
        fields.add(ifPresent: "index_if_aead", trailer(evidence.last))
        fields.add(ifPresent: "index_if_80_bit_tag", evidence.beforeTag.flatMap(trailer))
        return PacketDescription("srtcp", "SRTCP \(name) ssrc \(ssrc), \(bytes.count) bytes", fields)
    }

    private static func trailer(_ trailer: SRTCPEvidence.Trailer) -> Int? {
        trailer.isEncrypted ? Int(trailer.index) : nil
    }
}
