import Testing
import Wire

@Suite("STUN messages")
struct STUNMessageTests {
    private let id = STUNTransactionID(0x0102_0304, 0x0506_0708_090a_0b0c)
    private let peer = Endpoint(IPAddress(ipv4: 0xCB00_7107), 40000)

    private func walk(_ bytes: [UInt8], wireLength: Int? = nil) -> (types: [STUNAttributeType], complete: Bool)? {
        guard let message = try? STUNMessage(parsing: bytes.span, wireLength: wireLength) else { return nil }
        var types: [STUNAttributeType] = []
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes.span) {
            types.append(attribute.type)
            // No reader may trap, whatever the value holds.
            _ = attribute.address(in: bytes.span, of: message.transactionID)
            _ = attribute.errorCode(in: bytes.span)
            _ = attribute.channelNumber(in: bytes.span)
            _ = attribute.requestedTransport(in: bytes.span)
            _ = attribute.transmitCounter(in: bytes.span)
            _ = attribute.networkInfo(in: bytes.span)
            _ = attribute.usernameFragments(in: bytes.span)
            _ = attribute.uint32(in: bytes.span)
            _ = attribute.uint64(in: bytes.span)
        }
        _ = STUNFingerprint.isValid(message, in: bytes.span)
        return (types, cursor.isComplete)
    }

    @Test func `every class and method survives a round trip of the 14-bit type`() throws {
        for messageClass in STUNClass.allCases {
            for method in UInt16(0)...0xFFF {
                let message = STUNMessage(messageClass, STUNMethod(rawValue: method), id)
                var bytes: [UInt8] = []
                message.serialize(into: &bytes)
                if try STUNMessage(parsing: bytes.span) != message { Issue.record("\(messageClass) \(method)") }
            }
        }
    }

    @Test func `the types of RFC 8489 and 8656`() throws {
        let types: [(UInt16, STUNClass, STUNMethod)] = [
            (0x0001, .request, .binding), (0x0101, .success, .binding), (0x0111, .error, .binding),
            (0x0011, .indication, .binding), (0x0003, .request, .allocate), (0x0113, .error, .allocate),
            (0x0016, .indication, .send), (0x0017, .indication, .data), (0x0109, .success, .channelBind),
        ]
        for (type, messageClass, method) in types {
            var bytes: [UInt8] = []
            STUNMessage(messageClass, method, id).serialize(into: &bytes)
            #expect(bytes[0] == UInt8(type >> 8) && bytes[1] == UInt8(type & 0xFF))
        }
    }

    @Test func `typed values survive a round trip`() throws {
        let ipv6 = Endpoint(try #require(IPAddress("2001:db8::7")), 3478)
        var builder = STUNMessageBuilder(.error, .allocate, id)
        builder.append(errorCode: .staleNonce, reason: "Stale Nonce")
        builder.append(channelNumber: ChannelNumber(rawValue: 0x4001))
        builder.append(.lifetime, uint32: 600)
        builder.append(.requestedTransport, [17, 0, 0, 0])
        builder.append(.transactionTransmitCounter, [0, 0, 3, 2])
        builder.append(.googNetworkInfo, [0, 5, 0, 50])
        builder.append(.data, [1, 2, 3, 4, 5])
        builder.append(.useCandidate)
        for type in [STUNAttributeType.mappedAddress, .xorPeerAddress, .xorRelayedAddress, .otherAddress] {
            builder.append(type, address: peer)
            builder.append(type, address: ipv6)
        }
        let bytes = builder.bytes
        let message = try STUNMessage(parsing: bytes.span)
        #expect(message == builder.message)
        var cursor = message.attributes
        var addresses: [Endpoint?] = []
        while let attribute = cursor.next(in: bytes.span) {
            switch attribute.type {
            case .errorCode: #expect(attribute.errorCode(in: bytes.span) == .staleNonce)
            case .channelNumber:
                #expect(attribute.channelNumber(in: bytes.span) == ChannelNumber(rawValue: 0x4001))
            case .lifetime: #expect(attribute.uint32(in: bytes.span) == 600)
            case .requestedTransport: #expect(attribute.requestedTransport(in: bytes.span) == .udp)
            case .transactionTransmitCounter:
                let counter = attribute.transmitCounter(in: bytes.span)
                #expect(counter?.request == 3 && counter?.response == 2)
            case .googNetworkInfo:
                let info = attribute.networkInfo(in: bytes.span)
                #expect(info?.id == 5 && info?.cost == 50)
            case .data: #expect(Array(bytes[attribute.value]) == [1, 2, 3, 4, 5])
            case .useCandidate: #expect(attribute.value.isEmpty)
            default: addresses.append(attribute.address(in: bytes.span, of: id))
            }
        }
        #expect(cursor.isComplete)
        #expect(addresses == [peer, ipv6, peer, ipv6, peer, ipv6, peer, ipv6])
    }

    @Test(arguments: STUNVectors.all)
    func `every prefix is an error, or a message known to be incomplete`(vector: [UInt8]) {
        let whole = walk(vector)?.types.count ?? 0
        #expect(whole >= 4)
        for length in 0..<vector.count {
            let prefix = Array(vector[..<length])
            #expect(throws: WireError.self) { try STUNMessage(parsing: prefix.span) }
            if length < 20 {
                let error = #expect(throws: WireError.self) {
                    try STUNMessage(parsing: prefix.span, wireLength: vector.count)
                }
                #expect(error?.reason == .truncatedCapture)
            } else {
                let cut = walk(prefix, wireLength: vector.count)
                #expect(cut?.complete == false)
                #expect((cut?.types.count ?? whole) < whole)
            }
        }
    }

    @Test(arguments: STUNVectors.all)
    func `no single-byte change traps, and FINGERPRINT catches every one`(vector: [UInt8]) {
        for index in vector.indices {
            for value in [UInt8(0), 1, 2, 0x20, 0x7F, 0x80, 0xFF, vector[index] ^ 1] where value != vector[index] {
                var changed = vector
                changed[index] = value
                _ = walk(changed)
                if let message = try? STUNMessage(parsing: changed.span) {
                    #expect(STUNFingerprint.isValid(message, in: changed.span) != true)
                }
            }
        }
    }

    @Test func `an attribute that claims more than the message holds ends the walk`() {
        let bytes = STUNVectors.hex("000100082112a44201020304050607080 90a0b0c 0006000c 65767 46a")
        let walked = walk(bytes)
        #expect(walked?.types == [])
        #expect(walked?.complete == false)
    }

    @Test func `missing padding of the last attribute is forgiven`() {
        // A value of 1 byte whose 3 bytes of padding end the message.
        var builder = STUNMessageBuilder(.request, .binding, id)
        builder.append(.data, [9])
        #expect(walk(builder.bytes)?.complete == true)
        #expect(walk(Array(builder.bytes.dropLast(3)), wireLength: builder.bytes.count)?.types == [.data])
    }

    @Test func `a classic message has a 128-bit id and plain addresses`() throws {
        let bytes = STUNVectors.hex(
            "0101000c 00112233445566778899aabbccddeeff 00010008 0001 9c40 cb007107")
        let message = try STUNMessage(parsing: bytes.span)
        #expect(message.transactionID.isClassic)
        #expect(message.transactionID.description == "00112233445566778899aabbccddeeff")
        var cursor = message.attributes
        #expect(cursor.next(in: bytes.span)?.address(in: bytes.span, of: message.transactionID) == peer)
        #expect(STUNMessage.isLikely(bytes.span) == true)
    }

    @Test func `what is likely STUN and what is not`() {
        #expect(STUNVectors.all.allSatisfy { STUNMessage.isLikely($0.span) })
        var rtp = STUNVectors.request
        rtp[0] = 0x80
        #expect(STUNMessage.isLikely(rtp.span) == false)
        // Without the cookie, the chain of attributes must end exactly at the message's end.
        var classic = STUNVectors.request
        classic[4] = 0
        #expect(STUNMessage.isLikely(classic.span) == true)
        classic[23] = 0x60
        #expect(STUNMessage.isLikely(classic.span) == false)
        #expect(STUNMessage.isLikely([UInt8](repeating: 0, count: 20).span) == false)
    }

    @Test func `a length that is no multiple of 4 is malformed`() {
        var bytes = STUNVectors.request
        bytes[3] = 0x57
        #expect(throws: WireError(.malformed, .stun)) { try STUNMessage(parsing: bytes.span) }
    }

    @Test func `the builder refuses an attribute that the length field cannot count`() {
        var builder = STUNMessageBuilder(.indication, .send, id)
        builder.append(.data, [UInt8](repeating: 0, count: 65529))
        #expect(builder.message.attributesLength == 0)
        builder.append(.data, [UInt8](repeating: 0, count: 65528))
        #expect(builder.message.attributesLength == 65532)
        builder.append(.useCandidate)
        #expect(builder.bytes.count == 65552)
    }
}
