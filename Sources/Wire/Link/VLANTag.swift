/// The part of an IEEE 802.1Q tag behind its EtherType, with the EtherType that follows it.
struct VLANTag: Hashable, BitwiseCopyable, Sendable {
    static let length = 4

    /// Priority (3 bits), drop eligible (1), VLAN identifier (12).
    var control: UInt16
    var typeOrLength: UInt16
}

extension VLANTag {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(VLANTag.length, .vlan)
        control = bytes.uint16(at: 0)
        typeOrLength = bytes.uint16(at: 2)
    }

    func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: control)
        bytes.append(uint16: typeOrLength)
    }
}
