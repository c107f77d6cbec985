/// The types of pcapng blocks (draft-ietf-opsawg-pcapng section 4); every other is skipped by its length.
enum BlockType {
    static let sectionHeader: UInt32 = 0x0A0D_0D0A
    static let interfaceDescription: UInt32 = 1
    static let packet: UInt32 = 2
    static let simplePacket: UInt32 = 3
    static let nameResolution: UInt32 = 4
    static let interfaceStatistics: UInt32 = 5
    static let enhancedPacket: UInt32 = 6
    static let decryptionSecrets: UInt32 = 10
}

/// What is wrong inside a block whose length is right, so that the next one can be read.
struct BlockDamage: Error {
    var sentence: String
}
