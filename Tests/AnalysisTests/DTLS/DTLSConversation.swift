import Analysis
import Testing
import Wire

/// A handshake written by hand: datagrams in the order in which they pass the tap. The client is the lower endpoint.
struct DTLSConversation {
    struct Datagram {
        var milliseconds: Int
        var isForward: Bool
        var bytes: [UInt8]
        var isInSTUN: Bool
        var originalLength: Int
    }

    enum Side { case client, server }

    static let clientRandom = [UInt8](0..<32)
    static let clientCertificate = [UInt8](repeating: 0xcc, count: 300)
    static let serverCertificate = [UInt8](repeating: 0x55, count: 280)
    static let profiles: [SRTPProtectionProfile] = [.aeadAES128GCM, .aes128CMSHA1Tag80]

    private(set) var datagrams: [Datagram] = []
    private var recordSequence: [Bool: UInt64] = [true: 0, false: 0]

    mutating func send(_ side: Side, at milliseconds: Int, _ bytes: [UInt8], isInSTUN: Bool = false) {
        datagrams.append(
            Datagram(
                milliseconds: milliseconds, isForward: side == .client, bytes: bytes, isInSTUN: isInSTUN,
                originalLength: bytes.count))
    }

    /// Cuts every datagram as a snap length would.
    mutating func cut(to length: Int) {
        for index in datagrams.indices { datagrams[index].bytes = Array(datagrams[index].bytes.prefix(length)) }
    }

    mutating func remove(where isGone: (Datagram) -> Bool) { datagrams.removeAll(where: isGone) }

    // MARK: records

    private mutating func nextSequence(_ side: Side) -> UInt64 {
        defer { recordSequence[side == .client, default: 0] += 1 }
        return recordSequence[side == .client, default: 0]
    }

    mutating func handshake(
        _ side: Side, _ type: DTLSHandshakeType, _ messageSequence: UInt16, _ body: [UInt8], _ range: Range<Int>? = nil
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(
            type, messageSequence: messageSequence, body: body, range: range, sequence: nextSequence(side), into: &bytes
        )
        return bytes
    }

    mutating func record(
        _ side: Side, _ type: DTLSContentType, epoch: UInt16 = 0, _ fragment: [UInt8]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(type, epoch: epoch, sequence: nextSequence(side), fragment: fragment, into: &bytes)
        return bytes
    }

    /// DTLS 1.3 ciphertext of `length` bytes.
    mutating func ciphertext(_ side: Side, epoch: UInt8, _ length: Int) -> [UInt8] {
        let sequence = UInt16(truncatingIfNeeded: nextSequence(side) &* 40_503)
        var bytes: [UInt8] = []
        DTLSUnifiedHeader(epochBits: epoch, encryptedSequence: sequence, length: length).serialize(into: &bytes)
        bytes.append(contentsOf: [UInt8](repeating: 0xee, count: length))
        return bytes
    }

    // MARK: bodies

    static func clientHello(
        cookie: [UInt8] = [], random: [UInt8] = clientRandom, is13: Bool = false
    ) -> [UInt8] {
        var extensions: [DTLSExtension] = [.useSRTP(DTLSUseSRTP(profiles)), .supportedGroups([.x25519])]
        if is13 {
            extensions.append(.supportedVersions([.dtls13, .dtls12]))
            extensions.append(.keyShares([(.x25519MLKEM768, [UInt8](repeating: 1, count: 1216))]))
        }
        let hello = DTLSClientHello(
            random: random, cookie: cookie, cipherSuites: [DTLSCipherSuite(rawValue: 0xc02b)], extensions: extensions)
        var body: [UInt8] = []
        hello.serialize(into: &body)
        return body
    }

    static func serverHello(random: [UInt8] = [UInt8](repeating: 9, count: 32), is13: Bool = false) -> [UInt8] {
        let hello = DTLSServerHello(
            random: random, cipherSuite: DTLSCipherSuite(rawValue: is13 ? 0x1301 : 0xc02b),
            extensions: is13
                ? [.selectedVersion(.dtls13), .selectedKeyShare(.x25519MLKEM768, key: [1])]
                : [.useSRTP(DTLSUseSRTP([.aes128CMSHA1Tag80]))])
        var body: [UInt8] = []
        hello.serialize(into: &body)
        return body
    }

    static func certificate(_ bytes: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        DTLSCertificateMessage.serialize([bytes], into: &body)
        return body
    }

    // MARK: flights of DTLS 1.2, one datagram each

    mutating func hello12(at time: Int, cookie: [UInt8] = [], messageSequence: UInt16 = 0) {
        send(.client, at: time, handshake(.client, .clientHello, messageSequence, Self.clientHello(cookie: cookie)))
    }

    mutating func serverFlight12(at time: Int, from messageSequence: UInt16 = 0) {
        var bytes = handshake(.server, .serverHello, messageSequence, Self.serverHello())
        bytes += handshake(.server, .certificate, messageSequence + 1, Self.certificate(Self.serverCertificate))
        bytes += handshake(.server, .serverKeyExchange, messageSequence + 2, [3, 0, 29, 1, 9])
        bytes += handshake(.server, .serverHelloDone, messageSequence + 3, [])
        send(.server, at: time, bytes)
    }

    mutating func clientFlight12(at time: Int, from messageSequence: UInt16 = 1) {
        var bytes = handshake(.client, .certificate, messageSequence, Self.certificate(Self.clientCertificate))
        bytes += handshake(.client, .clientKeyExchange, messageSequence + 1, [1, 2])
        bytes += record(.client, .changeCipherSpec, [1])
        bytes += record(.client, .handshake, epoch: 1, [UInt8](repeating: 7, count: 40))
        send(.client, at: time, bytes)
    }

    mutating func serverFinished12(at time: Int) {
        let bytes =
            record(.server, .changeCipherSpec, [1])
            + record(.server, .handshake, epoch: 1, [UInt8](repeating: 7, count: 40))
        send(.server, at: time, bytes)
    }

    // MARK: flights of DTLS 1.3

    /// In two datagrams, as a post-quantum key share needs.
    mutating func hello13(at time: Int, isInSTUN: Bool = false) {
        let body = Self.clientHello(is13: true)
        send(.client, at: time, handshake(.client, .clientHello, 0, body, 0..<1175), isInSTUN: isInSTUN)
        send(.client, at: time, handshake(.client, .clientHello, 0, body, 1175..<body.count), isInSTUN: isInSTUN)
    }

    mutating func serverFlight13(at time: Int) {
        let bytes =
            handshake(.server, .serverHello, 0, Self.serverHello(is13: true)) + ciphertext(.server, epoch: 2, 400)
        send(.server, at: time, bytes)
    }

    mutating func clientFlight13(at time: Int) { send(.client, at: time, ciphertext(.client, epoch: 2, 450)) }

    mutating func acknowledgement13(at time: Int) { send(.server, at: time, ciphertext(.server, epoch: 3, 35)) }

    // MARK: through a tracker

    func track(_ range: Range<Int>? = nil) -> DTLSAssociationTracker {
        var tracker = DTLSAssociationTracker()
        for index in range ?? datagrams.indices {
            let datagram = datagrams[index]
            tracker.observe(
                datagram.bytes.span, originalLength: datagram.originalLength, isForward: datagram.isForward,
                time: Self.time(datagram.milliseconds), frame: UInt64(index + 1), isInSTUN: datagram.isInSTUN)
        }
        return tracker
    }

    static func time(_ milliseconds: Int) -> Timestamp { Timestamp(nanoseconds: Int64(milliseconds) * 1_000_000) }
}

extension DTLSConversation {
    /// The association that it is, if it is one.
    func onlyAssociation() throws -> DTLSAssociation {
        let associations = track().associations()
        try #require(associations.count == 1)
        return associations[0]
    }
}

extension DTLSAssociation {
    /// When it entered a state; nil if it did not.
    func milliseconds(of state: DTLSState) -> Int? {
        change(to: state).map { Int($0.time.nanoseconds / 1_000_000) }
    }
}
