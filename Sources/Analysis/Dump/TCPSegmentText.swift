import Wire

extension NetworkPacket.TCPFields {
    /// As tcpdump writes flags: `S.`, `P.`, `.`.
    var flagsText: String {
        let letters: [(UInt8, String)] = [
            (0x01, "F"), (0x02, "S"), (0x04, "R"), (0x08, "P"), (0x20, "U"), (0x40, "E"), (0x80, "W"), (0x10, "."),
        ]
        return letters.filter { flags & $0.0 != 0 }.map(\.1).joined()
    }

    func summary(length: Int) -> String {
        "TCP [\(flagsText)] seq \(sequence)" + (isACK ? " ack \(acknowledgement)" : "") + " len \(length)"
    }

    func fields(length: Int) -> DecodedFields {
        [
            "sequence": Int(sequence), "acknowledgement": Int(acknowledgement), "flags": flagsText, "length": length,
        ]
    }
}
