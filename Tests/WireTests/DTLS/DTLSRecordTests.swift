import Testing
import Wire

@Suite struct DTLSRecordTests {
    private func records(
        _ bytes: [UInt8], originalLength: Int? = nil, connectionIDByteCount: Int? = nil
    ) -> (records: [DTLSRecord], error: WireError?) {
        var cursor = DTLSRecordCursor(
            originalLength: originalLength ?? bytes.count, connectionIDByteCount: connectionIDByteCount)
        var records: [DTLSRecord] = []
        do throws(WireError) {
            while let record = try cursor.next(in: bytes.span) {
                #expect(record.fragment.upperBound <= bytes.count)
                records.append(record)
            }
        } catch {
            return (records, error)
        }
        return (records, nil)
    }

    private func isDTLS(_ bytes: [UInt8]) -> Bool { DTLSRecordCursor.isDTLS(bytes.span, originalLength: bytes.count) }

    @Test("several records in a datagram: handshake, CCS, and an encrypted one of epoch 1")
    func severalRecords() throws {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(.clientKeyExchange, messageSequence: 2, body: [1, 2, 3], sequence: 4, into: &bytes)
        DTLSRecord.serialize(.changeCipherSpec, sequence: 5, fragment: [1], into: &bytes)
        DTLSRecord.serialize(
            .handshake, epoch: 1, sequence: 0xffff_ffff_ffff, fragment: [UInt8](repeating: 9, count: 40), into: &bytes)
        let (parsed, error) = records(bytes)
        #expect(error == nil)
        #expect(parsed.map(\.range) == [0..<28, 28..<42, 42..<95])
        guard case .plaintext(let last) = parsed[2].header else {
            Issue.record("not a plaintext header")
            return
        }
        #expect(
            last
                == DTLSRecordHeader(
                    contentType: .handshake, version: .dtls12, epoch: 1, sequence: 0xffff_ffff_ffff, length: 40))
        let fragment = try DTLSHandshakeFragment(parsing: bytes.span.extracting(parsed[0].fragment))
        #expect(
            fragment
                == DTLSHandshakeFragment(
                    type: .clientKeyExchange, messageLength: 3, messageSequence: 2, fragmentLength: 3))
        #expect(isDTLS(bytes))
    }

    @Test(
        "unified headers: every combination of S, L and epoch goes round",
        arguments: [false, true], [nil, 7] as [Int?])
    func unifiedHeader(hasLongSequence: Bool, length: Int?) throws {
        for epoch in UInt8(0)...3 {
            let header = DTLSUnifiedHeader(
                epochBits: epoch, encryptedSequence: 0xab, hasLongSequence: hasLongSequence, length: length)
            var bytes: [UInt8] = []
            header.serialize(into: &bytes)
            #expect(bytes.count == header.headerByteCount)
            #expect(try DTLSUnifiedHeader(parsing: bytes.span) == header)
            bytes.append(contentsOf: [UInt8](repeating: 1, count: 7))
            #expect(records(bytes).records.map(\.range) == [0..<bytes.count])
            #expect(isDTLS(bytes) == (length != nil))
        }
    }

    @Test("0x2e is epoch 2, 0x2f epoch 3: what browsers send")
    func browsersFirstBytes() throws {
        let handshake = try DTLSUnifiedHeader(parsing: ([0x2e, 1, 2, 0, 3] as [UInt8]).span)
        #expect(handshake == DTLSUnifiedHeader(epochBits: 2, encryptedSequence: 0x0102, length: 3))
        #expect(try DTLSUnifiedHeader(parsing: ([0x2f, 1, 2, 0, 3] as [UInt8]).span).epochBits == 3)
    }

    @Test("connection ids: the length agreed on, or the one that ends the datagram")
    func connectionIDs() throws {
        let id: [UInt8] = [0xc1, 0xd2, 0xe3, 0xf4]
        var old: [UInt8] = []
        DTLSRecord.serialize(
            .tls12CID, epoch: 1, sequence: 3, connectionID: id, fragment: [UInt8](repeating: 5, count: 30), into: &old)
        var new: [UInt8] = []
        DTLSUnifiedHeader(epochBits: 3, encryptedSequence: 1, connectionIDByteCount: 4, length: 30)
            .serialize(connectionID: id, into: &new)
        new.append(contentsOf: [UInt8](repeating: 5, count: 30))
        for (bytes, headerByteCount) in [(old, 17), (new, 9)] {
            for agreed in [nil, 4] as [Int?] {
                let (parsed, error) = records(bytes, connectionIDByteCount: agreed)
                #expect(error == nil)
                #expect(parsed.map(\.fragment) == [headerByteCount..<headerByteCount + 30])
            }
        }
        // Two in one datagram need the agreed length.
        #expect(records(new + new, connectionIDByteCount: 4).records.count == 2)
    }

    @Test("what is no DTLS: other first bytes, versions, and bytes that a unified header without a length would fit")
    func others() {
        #expect(!isDTLS([]))
        #expect(!isDTLS([0x30, 0x26, 0x02, 0x01, 0x01, 0x04, 0x06]))
        #expect(!isDTLS([22, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
        #expect(!isDTLS([28, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
        #expect(isDTLS([22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
        #expect(isDTLS([22, 0x01, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    }

    @Test("every prefix: a truncated record, an error, never a read beyond")
    func prefixes() {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(.clientHello, messageSequence: 0, body: [1, 2, 3, 4], sequence: 0, into: &bytes)
        DTLSUnifiedHeader(epochBits: 2, encryptedSequence: 1, length: 20).serialize(into: &bytes)
        bytes.append(contentsOf: [UInt8](repeating: 5, count: 20))
        for length in 0..<bytes.count {
            let prefix = Array(bytes.prefix(length))
            let (cut, error) = records(prefix, originalLength: bytes.count)
            #expect(error?.reason == .truncatedCapture || cut.last?.isTruncated == true)
            let (_, lie) = records(prefix)
            #expect(length == 0 || length == 29 || lie?.reason == .malformed)
        }
    }

    @Test("no change of a byte reads beyond the datagram")
    func changedBytes() {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(.clientHello, messageSequence: 0, body: [1, 2, 3, 4], sequence: 0, into: &bytes)
        DTLSRecord.serialize(
            .tls12CID, epoch: 1, sequence: 0, connectionID: [1, 2], fragment: [1, 2, 3], into: &bytes)
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 20, 25, 0x2f, 0x3f, 0x7f, 0xff] {
                var changed = bytes
                changed[index] = value
                let (parsed, error) = records(changed)
                #expect(error != nil || parsed.last?.range.upperBound == bytes.count)
            }
        }
    }

    @Test("a fragment that goes beyond its own message")
    func lyingFragment() {
        var bytes: [UInt8] = []
        DTLSHandshakeFragment(
            type: .certificate, messageLength: 100, messageSequence: 1, fragmentOffset: 60, fragmentLength: 41
        ).serialize(into: &bytes)
        #expect(throws: WireError(.malformed, .dtls, offset: 6)) { try DTLSHandshakeFragment(parsing: bytes.span) }
    }
}
