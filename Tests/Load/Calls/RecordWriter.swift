import Wire

/// Packs one flight's DTLS records into datagrams, and cuts messages that are longer than one.
struct RecordWriter {
    /// What a path of 1280 bytes (RFC 8200 5) leaves.
    private static let datagramLength = 1200
    /// Headers of a record and of a handshake message.
    private static let overhead = 25

    private(set) var datagrams: [[UInt8]] = []
    /// The next record's number.
    private(set) var next: UInt64

    init(next: UInt64) { self.next = next }

    mutating func message(_ type: DTLSHandshakeType, _ sequence: UInt16, _ body: [UInt8]) {
        var begin = 0
        repeat {
            let room = Self.datagramLength - (datagrams.last?.count ?? 0) - Self.overhead
            let isFitting = room >= min(body.count - begin, 200)
            let end = min(body.count, begin + (isFitting ? room : Self.datagramLength - Self.overhead))
            var bytes: [UInt8] = []
            DTLSRecord.serialize(
                type, messageSequence: sequence, body: body, range: begin..<end, sequence: next, into: &bytes)
            append(bytes)
            begin = end
        } while begin < body.count
    }

    mutating func record(_ type: DTLSContentType, epoch: UInt16 = 0, _ fragment: [UInt8]) {
        var bytes: [UInt8] = []
        DTLSRecord.serialize(type, epoch: epoch, sequence: next, fragment: fragment, into: &bytes)
        append(bytes)
    }

    mutating func ciphertext(epoch: UInt8, _ fragment: [UInt8]) {
        var bytes: [UInt8] = []
        // Its number is encrypted (RFC 9147 4.2.3): any will do, but not the same twice.
        DTLSUnifiedHeader(
            epochBits: epoch, encryptedSequence: UInt16(truncatingIfNeeded: next &* 40_503), length: fragment.count
        ).serialize(into: &bytes)
        append(bytes + fragment)
    }

    private mutating func append(_ record: [UInt8]) {
        next += 1
        if let last = datagrams.last, last.count + record.count <= Self.datagramLength {
            datagrams[datagrams.count - 1] += record
        } else {
            datagrams.append(record)
        }
    }
}
