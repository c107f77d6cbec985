import Wire

/// A call's DTLS handshake, flight by flight: of 1.2 (RFC 6347) or 1.3 (RFC 9147), and its orderly end.
struct Handshake {
    let isVersion13: Bool
    /// The SRTP profile: AES-GCM, or counter mode with HMAC-SHA1.
    let isAEAD: Bool
    /// Whether the call's client is the DTLS client.
    private let isClientActive: Bool
    private var recordNumbers: (active: UInt64, passive: UInt64) = (0, 0)

    /// Two of three calls have DTLS 1.3, as today's browsers.
    init(_ random: inout SeededRandom) {
        isVersion13 = random.below(3) > 0
        isAEAD = random.below(2) == 0
        isClientActive = random.below(2) == 0
    }

    static let flights = 4

    /// The datagrams of all flights, one every half round trip.
    mutating func script(at time: Int64, roundTrip: Int64, _ random: inout SeededRandom) -> [ScriptedDatagram] {
        var script: [ScriptedDatagram] = []
        for flight in 0..<Self.flights {
            let isActive = flight % 2 == 0
            var records = RecordWriter(next: isActive ? recordNumbers.active : recordNumbers.passive)
            write(flight, into: &records, &random)
            if isActive { recordNumbers.active = records.next } else { recordNumbers.passive = records.next }
            for (index, datagram) in records.datagrams.enumerated() {
                script.append(
                    ScriptedDatagram(
                        time: time + Int64(flight) * roundTrip / 2 + Int64(index) * 60_000,
                        isForward: isActive == isClientActive, bytes: datagram))
            }
        }
        return script
    }

    /// close_notify of both sides, encrypted.
    mutating func close(at time: Int64, _ random: inout SeededRandom) -> [ScriptedDatagram] {
        [true, false].map { isActive in
            var records = RecordWriter(next: isActive ? recordNumbers.active : recordNumbers.passive)
            if isVersion13 {
                records.ciphertext(epoch: 3, random.bytes(19))
            } else {
                records.record(.alert, epoch: 1, random.bytes(26))
            }
            return ScriptedDatagram(
                time: isActive ? time : time + 2_000_000, isForward: isActive == isClientActive,
                bytes: records.datagrams[0])
        }
    }

    private func write(_ flight: Int, into records: inout RecordWriter, _ random: inout SeededRandom) {
        switch (flight, isVersion13) {
        case (0, _): records.message(.clientHello, 0, clientHello(&random))
        case (1, true):
            records.message(.serverHello, 0, serverHello(&random))
            records.ciphertext(epoch: 2, random.bytes(740))
        case (2, true): records.ciphertext(epoch: 2, random.bytes(620))
        case (_, true): records.ciphertext(epoch: 3, random.bytes(28))
        case (1, false):
            records.message(.serverHello, 0, serverHello(&random))
            records.message(.certificate, 1, certificate(&random))
            var exchange: [UInt8] = []
            DTLSServerKeyExchange(namedGroup: .x25519).serialize(into: &exchange)
            records.message(.serverKeyExchange, 2, exchange + [32] + random.bytes(32 + 76))
            records.message(.certificateRequest, 3, [2, 1, 64, 0, 4, 4, 3, 8, 4, 0, 0])
            records.message(.serverHelloDone, 4, [])
        case (2, false):
            records.message(.certificate, 1, certificate(&random))
            records.message(.clientKeyExchange, 2, [32] + random.bytes(32))
            records.message(.certificateVerify, 3, [4, 3, 0, 71] + random.bytes(71))
            finish(&records, &random)
        case (_, false): finish(&records, &random)
        }
    }

    private func finish(_ records: inout RecordWriter, _ random: inout SeededRandom) {
        records.record(.changeCipherSpec, [1])
        records.record(.handshake, epoch: 1, random.bytes(48))
    }

    private func certificate(_ random: inout SeededRandom) -> [UInt8] {
        var body: [UInt8] = []
        DTLSCertificateMessage.serialize([random.bytes(290)], into: &body)
        return body
    }

    private func clientHello(_ random: inout SeededRandom) -> [UInt8] {
        let profiles: [SRTPProtectionProfile] = [.aeadAES128GCM, .aes128CMSHA1Tag80]
        var extensions: [DTLSExtension] = [
            .useSRTP(DTLSUseSRTP(profiles)), .supportedGroups([.x25519MLKEM768, .x25519, .secp256r1]),
        ]
        if isVersion13 {
            extensions.append(.supportedVersions([.dtls13, .dtls12]))
            // The hybrid's key makes the hello longer than a datagram.
            extensions.append(
                .keyShares([(.x25519MLKEM768, random.bytes(1216)), (.x25519, random.bytes(32))]))
        }
        let hello = DTLSClientHello(
            random: random.bytes(32),
            cipherSuites: (isVersion13 ? [0x1301, 0x1302] : []).map { DTLSCipherSuite(rawValue: $0) }
                + [0xC02B, 0xC02F, 0xCCA9].map { DTLSCipherSuite(rawValue: $0) },
            extensions: extensions)
        var body: [UInt8] = []
        hello.serialize(into: &body)
        return body
    }

    private func serverHello(_ random: inout SeededRandom) -> [UInt8] {
        let profile: SRTPProtectionProfile = isAEAD ? .aeadAES128GCM : .aes128CMSHA1Tag80
        let extensions: [DTLSExtension] =
            isVersion13
            ? [.selectedVersion(.dtls13), .selectedKeyShare(.x25519MLKEM768, key: random.bytes(1120))]
            : [.useSRTP(DTLSUseSRTP([profile])), DTLSExtension(.extendedMasterSecret)]
        let hello = DTLSServerHello(
            random: random.bytes(32), cipherSuite: DTLSCipherSuite(rawValue: isVersion13 ? 0x1301 : 0xC02B),
            extensions: extensions)
        var body: [UInt8] = []
        hello.serialize(into: &body)
        return body
    }
}
