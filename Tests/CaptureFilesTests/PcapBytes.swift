/// Writes pcap files for tests.
struct PcapBytes {
    private(set) var file: FileBytes
    private let isModified: Bool

    init(
        big: Bool = false, magic: UInt32 = 0xA1B2_C3D4, major: UInt16 = 2, minor: UInt16 = 4,
        snapLength: UInt32 = 65_535,
        link: UInt32 = 1
    ) {
        file = FileBytes(big: big)
        isModified = magic == 0xA1B2_CD34
        file.append(magic)
        file.append(major)
        file.append(minor)
        file.append(UInt32(0))
        file.append(UInt32(0))
        file.append(snapLength)
        file.append(link)
    }

    var bytes: [UInt8] { file.bytes }

    mutating func record(
        seconds: UInt32, fraction: UInt32, _ data: [UInt8], captured: UInt32? = nil, original: UInt32? = nil
    ) {
        file.append(seconds)
        file.append(fraction)
        file.append(captured ?? UInt32(data.count))
        file.append(original ?? UInt32(data.count))
        if isModified { file.append([3, 0, 0, 0, 0x08, 0x00, 4, 0]) }
        file.append(data)
    }
}
