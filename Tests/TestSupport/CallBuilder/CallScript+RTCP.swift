public import Wire

extension CallScript {
    /// SRTCP of one source: header and SSRC clear, the rest as ciphertext, with E-bit and index where the profile's
    /// class puts them (RFC 3711 3.4, RFC 7714 9.2).
    public mutating func protectedControl(
        _ ssrc: UInt32, over route: Route, at time: Double, profile: SRTPProtectionProfile = .aes128CMSHA1Tag80,
        keyIdentifier: [UInt8] = []
    ) {
        let index = controlIndex[ssrc, default: 0] + 1
        controlIndex[ssrc] = index
        var bytes: [UInt8] = []
        RTCPHeader(count: 0, type: .senderReport, length: 6).serialize(into: &bytes)
        bytes.append(uint32: ssrc)
        bytes += random.bytes(20)
        let isAEAD = profile == .aeadAES128GCM || profile == .aeadAES256GCM
        if isAEAD { bytes += random.bytes(16) }
        bytes.append(uint32: 1 << 31 | index)
        // Behind the index, before the tag (RFC 3711 3.4); behind all with AEAD (RFC 7714 9.1).
        bytes += keyIdentifier
        if !isAEAD { bytes += random.bytes(10) }
        send(bytes, over: route, at: time)
    }

    /// A sender report in the clear, and a BYE behind it if the source leaves.
    public mutating func control(
        _ ssrc: UInt32, over route: Route, at time: Double, packets: UInt32 = 0, isLeaving: Bool = false
    ) {
        var bytes: [UInt8] = []
        RTCPSenderReport(
            ssrc: ssrc, ntpTime: UInt64(time * 4_294_967_296), rtpTimestamp: 0, packetCount: packets,
            octetCount: packets * 160
        ).serialize(into: &bytes)
        if isLeaving { RTCPGoodbye.serialize(sources: [ssrc], into: &bytes) }
        send(bytes, over: route, at: time)
    }
}
