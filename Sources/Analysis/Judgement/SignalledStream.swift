import Media
import Wire

/// What session descriptions say of one stream: exact where the packets only hint.
struct SignalledStream {
    struct Codec: Equatable {
        /// Encoding name of `a=rtpmap`.
        var name: String
        var clockRate: ClockRate
    }

    /// Of the payload types that its packets have.
    var codecs: [PayloadType: Codec] = [:]
    /// `audio`, `video` … of its media section.
    var mediaKind: String?
    /// The stream that it retransmits or repairs (`a=ssrc-group`, RFC 5576 4.2).
    var primary: SSRC?
    /// The payload type that its packets had before they were retransmitted (RFC 4588 8.6).
    var associatedPayloadType: PayloadType?
    /// Local identifier of the audio level extension (`a=extmap`, RFC 6464).
    var audioLevelID: UInt8?
    /// Whether lost packets are asked for again.
    var hasNACK: Bool?
}

extension SignalledStream.Codec {
    /// RFC 4588, RFC 5109, RFC 8627.
    var isRetransmission: Bool { name.lowercased() == "rtx" }
    var isForwardErrorCorrection: Bool {
        ["ulpfec", "flexfec", "flexfec-03", "parityfec", "1d-interleaved-parityfec"].contains(name.lowercased())
    }
}

extension SignalledMedia {
    /// Nil where nothing speaks of the stream.
    func stream(_ stream: Stream, types: [PayloadType]) -> SignalledStream? {
        guard !isEmpty else { return nil }
        var signalled = SignalledStream()
        for type in types {
            guard let codec = codec(of: type, in: stream) else { continue }
            signalled.codecs[type] = SignalledStream.Codec(name: codec.name, clockRate: codec.clockRate)
        }
        signalled.primary = primary(of: stream.ssrc)
        if let main = types.first {
            signalled.mediaKind = mediaKind(of: main, in: stream)
            signalled.associatedPayloadType = associatedPayloadType(of: main, in: stream)
            signalled.audioLevelID = headerExtensionID(SDPHeaderExtension.audioLevel, of: main, in: stream)
                .flatMap { UInt8(exactly: $0) }
            signalled.hasNACK = hasNACK(main, in: stream)
        }
        let isSilent = signalled.codecs.isEmpty && signalled.mediaKind == nil && signalled.primary == nil
        return isSilent ? nil : signalled
    }
}
