public import Wire

/// The flights of a full handshake.
public enum Flight: Sendable, CaseIterable {
    case clientHello, serverHello, clientFinished, serverFinished
}

extension CallScript {
    public static let clientCertificate = [UInt8](repeating: 0xcc, count: 300)
    public static let serverCertificate = [UInt8](repeating: 0x55, count: 280)

    /// A handshake, a flight every 20 ms. `route` leads from the DTLS client to the server.
    public mutating func handshake(
        over route: Route, at time: Double, _ version: DTLSVersion = .dtls12,
        profile: SRTPProtectionProfile = .aes128CMSHA1Tag80, flights: [Flight] = Flight.allCases
    ) {
        for (index, flight) in flights.enumerated() {
            self.flight(flight, over: route, at: time + 0.02 * Double(index), version, profile: profile)
        }
    }

    /// One flight; sent again it has new record numbers and the same messages.
    public mutating func flight(
        _ flight: Flight, over route: Route, at time: Double, _ version: DTLSVersion = .dtls12,
        profile: SRTPProtectionProfile = .aes128CMSHA1Tag80
    ) {
        let isFromClient = flight == .clientHello || flight == .clientFinished
        let route = isFromClient ? route : route.reversed
        var records = RecordWriter(next: recordNumbers[route.flow, default: 0])
        records.offer = offeredProfiles
        if version == .dtls13 {
            records.write13(flight)
        } else {
            records.write12(flight, profile)
        }
        recordNumbers[route.flow] = records.next
        send(records.bytes, over: route, at: time)
    }

    /// The orderly end of a DTLS 1.2 association: an encrypted close_notify each way.
    public mutating func close(over route: Route, at time: Double) {
        for (index, route) in [route, route.reversed].enumerated() {
            var records = RecordWriter(next: recordNumbers[route.flow, default: 0])
            records.record(.alert, epoch: 1, [UInt8](repeating: 7, count: 26))
            recordNumbers[route.flow] = records.next
            send(records.bytes, over: route, at: time + 0.01 * Double(index))
        }
    }
}

extension Route {
    fileprivate var flow: FiveTuple { FiveTuple(source: source, destination: destination, transport: transport) }
}

/// Writes the records of one datagram.
private struct RecordWriter {
    var bytes: [UInt8] = []
    var next: UInt64
    var offer: [SRTPProtectionProfile] = []

    init(next: UInt64) { self.next = next }

    private mutating func number() -> UInt64 {
        defer { next += 1 }
        return next
    }

    mutating func record(_ type: DTLSContentType, epoch: UInt16 = 0, _ fragment: [UInt8]) {
        DTLSRecord.serialize(type, epoch: epoch, sequence: number(), fragment: fragment, into: &bytes)
    }

    private mutating func message(_ type: DTLSHandshakeType, _ sequence: UInt16, _ body: [UInt8]) {
        DTLSRecord.serialize(type, messageSequence: sequence, body: body, sequence: number(), into: &bytes)
    }

    private mutating func ciphertext(epoch: UInt8, _ length: Int) {
        DTLSUnifiedHeader(
            epochBits: epoch, encryptedSequence: UInt16(truncatingIfNeeded: number() &* 40_503), length: length
        ).serialize(into: &bytes)
        bytes += [UInt8](repeating: 0xee, count: length)
    }

    private mutating func certificate(_ sequence: UInt16, _ value: [UInt8]) {
        var body: [UInt8] = []
        DTLSCertificateMessage.serialize([value], into: &body)
        message(.certificate, sequence, body)
    }

    private mutating func finished() {
        record(.changeCipherSpec, [1])
        record(.handshake, epoch: 1, [UInt8](repeating: 7, count: 40))
    }

    mutating func write12(_ flight: Flight, _ profile: SRTPProtectionProfile) {
        switch flight {
        case .clientHello:
            message(.clientHello, 0, Self.clientHello(offer, isVersion13: false))
        case .serverHello:
            let hello = DTLSServerHello(
                random: [UInt8](repeating: 9, count: 32), cipherSuite: DTLSCipherSuite(rawValue: 0xc02b),
                extensions: [.useSRTP(DTLSUseSRTP([profile]))])
            var body: [UInt8] = []
            hello.serialize(into: &body)
            message(.serverHello, 0, body)
            certificate(1, CallScript.serverCertificate)
            message(.serverKeyExchange, 2, [3, 0, 29, 1, 9])
            message(.serverHelloDone, 3, [])
        case .clientFinished:
            certificate(1, CallScript.clientCertificate)
            message(.clientKeyExchange, 2, [1, 2])
            finished()
        case .serverFinished: finished()
        }
    }

    mutating func write13(_ flight: Flight) {
        switch flight {
        case .clientHello:
            message(.clientHello, 0, Self.clientHello(offer, isVersion13: true))
        case .serverHello:
            let hello = DTLSServerHello(
                random: [UInt8](repeating: 9, count: 32), cipherSuite: DTLSCipherSuite(rawValue: 0x1301),
                extensions: [.selectedVersion(.dtls13), .selectedKeyShare(.x25519, key: [1])])
            var body: [UInt8] = []
            hello.serialize(into: &body)
            message(.serverHello, 0, body)
            ciphertext(epoch: 2, 400)
        case .clientFinished: ciphertext(epoch: 2, 450)
        case .serverFinished: ciphertext(epoch: 3, 35)
        }
    }

    private static func clientHello(_ profiles: [SRTPProtectionProfile], isVersion13: Bool) -> [UInt8] {
        var extensions: [DTLSExtension] = [.useSRTP(DTLSUseSRTP(profiles)), .supportedGroups([.x25519])]
        if isVersion13 { extensions.append(.supportedVersions([.dtls13, .dtls12])) }
        let hello = DTLSClientHello(
            random: [UInt8](0..<32), cipherSuites: [DTLSCipherSuite(rawValue: 0xc02b)], extensions: extensions)
        var body: [UInt8] = []
        hello.serialize(into: &body)
        return body
    }
}
