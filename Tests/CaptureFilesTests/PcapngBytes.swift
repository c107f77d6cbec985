/// Writes pcapng files for tests.
struct PcapngBytes {
    typealias Option = (code: UInt16, value: [UInt8])

    private(set) var file: FileBytes

    init(big: Bool = false) { file = FileBytes(big: big) }

    var bytes: [UInt8] { file.bytes }

    /// A value in the file's byte order, for an option.
    func value<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        var bytes = FileBytes(big: file.isBig)
        bytes.append(value)
        return bytes.bytes
    }

    mutating func block(_ type: UInt32, options: [Option] = [], _ write: (inout FileBytes) -> Void) {
        var body = FileBytes(big: file.isBig)
        write(&body)
        body.pad()
        for option in options {
            body.append(option.code)
            body.append(UInt16(option.value.count))
            body.append(option.value)
            body.pad()
        }
        if !options.isEmpty { body.append(UInt32(0)) }
        let length = UInt32(body.bytes.count + 12)
        file.append(type)
        file.append(length)
        file.append(body.bytes)
        file.append(length)
    }

    mutating func section(major: UInt16 = 1, length: Int64 = -1, options: [Option] = []) {
        block(0x0A0D_0D0A, options: options) {
            $0.append(UInt32(0x1A2B_3C4D))
            $0.append(major)
            $0.append(UInt16(0))
            $0.append(length)
        }
    }

    mutating func interface(link: UInt16 = 1, snapLength: UInt32 = 0, options: [Option] = []) {
        block(1, options: options) {
            $0.append(link)
            $0.append(UInt16(0))
            $0.append(snapLength)
        }
    }

    mutating func packet(
        interface: UInt32 = 0, ticks: UInt64, _ data: [UInt8], captured: UInt32? = nil, original: UInt32? = nil,
        options: [Option] = []
    ) {
        block(6, options: options) {
            $0.append(interface)
            $0.append(UInt32(ticks >> 32))
            $0.append(UInt32(truncatingIfNeeded: ticks))
            $0.append(captured ?? UInt32(data.count))
            $0.append(original ?? UInt32(data.count))
            $0.append(data)
        }
    }
}
