/// Bytes of a capture file in either byte order, written field by field.
struct FileBytes {
    var bytes: [UInt8] = []
    let isBig: Bool

    init(big: Bool) { isBig = big }

    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        let ordered = isBig ? value.bigEndian : value.littleEndian
        for shift in 0..<Value.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: ordered >> Value(shift * 8))) }
    }

    mutating func append(_ more: [UInt8]) { bytes += more }

    mutating func pad() { while bytes.count % 4 != 0 { bytes.append(0) } }
}
