import Testing
import Wire

@Suite("STUN: the vectors of RFC 5769 and RFC 8489")
struct STUNVectorTests {
    private let first = STUNTransactionID(0xb7e7_a701, 0xbc34_d686_fa87_dfae)

    private func attributes(of bytes: [UInt8]) throws -> (STUNMessage, [STUNAttributeType: STUNAttribute]) {
        let message = try STUNMessage(parsing: bytes.span)
        var found: [STUNAttributeType: STUNAttribute] = [:]
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes.span) { found[attribute.type] = attribute }
        #expect(cursor.isComplete)
        #expect(message.length == bytes.count)
        return (message, found)
    }

    @Test func `2.1 sample request`() throws {
        let bytes = STUNVectors.request
        let (message, found) = try attributes(of: bytes)
        #expect(message.messageClass == .request)
        #expect(message.method == .binding)
        #expect(message.transactionID == first)
        #expect(message.transactionID.description == "b7e7a701bc34d686fa87dfae")
        #expect(found[.software]?.text(in: bytes.span) == "STUN test client")
        #expect(found[.priority]?.uint32(in: bytes.span) == 0x6e00_01ff)
        #expect(found[.iceControlled]?.uint64(in: bytes.span) == 0x932f_f9b1_5126_3b36)
        #expect(found[.username]?.text(in: bytes.span) == "evtj:h6vY")
        let split = found[.username]?.usernameFragments(in: bytes.span)
        let fragments = try #require(split)
        #expect(Array(bytes[fragments.receiver]) == Array("evtj".utf8))
        #expect(Array(bytes[fragments.sender]) == Array("h6vY".utf8))
        #expect(found[.messageIntegrity]?.value.count == 20)
        #expect(STUNFingerprint.isValid(message, in: bytes.span) == true)
    }

    @Test func `2.2 sample IPv4 response`() throws {
        let bytes = STUNVectors.responseIPv4
        let (message, found) = try attributes(of: bytes)
        #expect(message.messageClass == .success)
        #expect(found[.software]?.text(in: bytes.span) == "test vector")
        #expect(
            found[.xorMappedAddress]?.address(in: bytes.span, of: message.transactionID)
                == Endpoint(IPAddress(ipv4: 0xC000_0201), 32853))
        #expect(STUNFingerprint.isValid(message, in: bytes.span) == true)
    }

    @Test func `2.3 sample IPv6 response`() throws {
        let bytes = STUNVectors.responseIPv6
        let (message, found) = try attributes(of: bytes)
        let expected = try #require(IPAddress("2001:db8:1234:5678:11:2233:4455:6677"))
        #expect(
            found[.xorMappedAddress]?.address(in: bytes.span, of: message.transactionID)
                == Endpoint(expected, 32853))
        #expect(STUNFingerprint.isValid(message, in: bytes.span) == true)
    }

    @Test func `2.4 request with long-term authentication`() throws {
        let bytes = STUNVectors.requestLongTerm
        let (message, found) = try attributes(of: bytes)
        #expect(message.transactionID == STUNTransactionID(0x78ad_3433, 0xc6ad_72c0_29da_412e))
        #expect(found[.username]?.text(in: bytes.span) == "\u{30DE}\u{30C8}\u{30EA}\u{30C3}\u{30AF}\u{30B9}")
        #expect(found[.username]?.usernameFragments(in: bytes.span) == nil)
        #expect(found[.nonce]?.text(in: bytes.span) == "f//499k954d6OL34oL9FSTvy64sA")
        #expect(found[.realm]?.text(in: bytes.span) == "example.org")
        #expect(STUNFingerprint.isValid(message, in: bytes.span) == nil)
    }

    @Test func `RFC 8489 B.1, USERHASH and MESSAGE-INTEGRITY-SHA256`() throws {
        let bytes = STUNVectors.requestUserhash
        let (_, found) = try attributes(of: bytes)
        #expect(found[.userhash]?.value.count == 32)
        #expect(found[.messageIntegritySHA256]?.value.count == 32)
        #expect(found[.nonce]?.text(in: bytes.span) == "obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA")
    }

    @Test func `the builder writes the sample request byte for byte`() {
        var builder = STUNMessageBuilder(.request, .binding, first)
        builder.append(.software, text: "STUN test client")
        builder.append(.priority, uint32: 0x6e00_01ff)
        builder.append(.iceControlled, uint64: 0x932f_f9b1_5126_3b36)
        builder.append(.username, text: "evtj:h6vY", padding: 0x20)
        builder.appendMessageIntegrity { covered in
            // RFC 8489 14.5: the length counts MESSAGE-INTEGRITY, 0x58 - 8 for FINGERPRINT.
            #expect(Array(covered[2...3]) == [0, 0x50])
            #expect(Array(covered[4...]) == Array(STUNVectors.request[4..<76]))
            return Array(STUNVectors.request[80..<100])
        }
        builder.appendFingerprint()
        #expect(builder.bytes == STUNVectors.request)
    }

    @Test(arguments: [
        (STUNVectors.responseIPv4, "192.0.2.1"), (STUNVectors.responseIPv6, "2001:db8:1234:5678:11:2233:4455:6677"),
    ])
    func `the builder writes the sample responses byte for byte`(vector: [UInt8], address: String) throws {
        var builder = STUNMessageBuilder(.success, .binding, first)
        builder.append(.software, text: "test vector", padding: 0x20)
        builder.append(.xorMappedAddress, address: Endpoint(try #require(IPAddress(address)), 32853))
        builder.appendMessageIntegrity { _ in Array(vector[(vector.count - 28)..<(vector.count - 8)]) }
        builder.appendFingerprint()
        #expect(builder.bytes == vector)
    }
}
