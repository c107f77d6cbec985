extension StatedCandidate {
    /// "192.0.2.1:5000", "[2001:db8::1]:5000"; nil of a name, a hidden address, or one without a port.
    public var transportAddress: String? {
        guard let address, let port, port > 0, address.utf8.allSatisfy({ Self.isOfAddress($0) }) else { return nil }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
