import Wire

/// What session descriptions say of the streams that one agent sends: exact where the packets only hint.
struct SignalledStreams {
    struct Codec: Equatable {
        /// Encoding name of `a=rtpmap`.
        var name: String
        var clockRate: ClockRate
    }

    var codecs: [PayloadType: Codec] = [:]
    /// SSRC of a retransmission stream and of its primary (`a=ssrc-group:FID`, RFC 5576 4.2).
    var primaries: [SSRC: SSRC] = [:]
    /// Local identifiers of the audio level extension (`a=extmap`, RFC 6464).
    var audioLevelIDs: Set<UInt8> = []
}

extension SignalledStreams.Codec {
    /// RFC 4588, RFC 5109, RFC 8627.
    var isRetransmission: Bool { name.lowercased() == "rtx" }
    var isForwardErrorCorrection: Bool {
        ["ulpfec", "flexfec", "flexfec-03", "parityfec", "1d-interleaved-parityfec"].contains(name.lowercased())
    }
}
