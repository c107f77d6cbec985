import Wire

/// Where a packet block keeps its frame, for the three kinds of them.
struct PacketBlock {
    /// Index in the section.
    var interface: UInt32
    /// Nil in a simple packet block.
    var ticks: UInt64?
    var captured: UInt32
    var original: UInt32
    /// Offset of the frame in the block's body.
    var dataOffset: Int
    var dropsBefore: UInt64 = 0

    /// Where the options start; at the body's end in a simple packet block, which has none.
    var optionsOffset: Int { padded(dataOffset + Int(captured)) }

    /// Enhanced Packet Block (draft-ietf-opsawg-pcapng section 4.3).
    @inline(__always)
    init(enhanced body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 20 else { throw BlockDamage(sentence: "an enhanced packet block is too short") }
        interface = order.uint32(body, at: 0)
        ticks = order.ticks(body, at: 4)
        captured = order.uint32(body, at: 12)
        original = order.uint32(body, at: 16)
        dataOffset = 20
        try checkLength(body)
    }

    /// Simple Packet Block (section 4.4): the first interface's snap length says how much was kept.
    init(simple body: Span<UInt8>, _ order: ByteOrder, snapLength: UInt32) throws(BlockDamage) {
        guard body.count >= 4 else { throw BlockDamage(sentence: "a simple packet block is too short") }
        interface = 0
        original = order.uint32(body, at: 0)
        captured = min(original, snapLength == 0 ? .max : snapLength, UInt32(clamping: body.count - 4))
        dataOffset = 4
    }

    /// The obsolete Packet Block (appendix A), which has a 16-bit interface and counts drops itself.
    init(obsolete body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 20 else { throw BlockDamage(sentence: "a packet block is too short") }
        interface = UInt32(order.uint16(body, at: 0))
        let drops = order.uint16(body, at: 2)
        dropsBefore = drops == .max ? 0 : UInt64(drops)
        ticks = order.ticks(body, at: 4)
        captured = order.uint32(body, at: 12)
        original = order.uint32(body, at: 16)
        dataOffset = 20
        try checkLength(body)
    }

    @inline(__always)
    private func checkLength(_ body: Span<UInt8>) throws(BlockDamage) {
        guard Int(captured) <= body.count - dataOffset else {
            throw BlockDamage(
                sentence: "a packet claims \(captured) bytes and its block has \(body.count - dataOffset)")
        }
    }
}

extension ByteOrder {
    /// A time stamp, whose upper half comes first in either byte order.
    @inline(__always)
    func ticks(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(uint32(bytes, at: offset)) << 32 | UInt64(uint32(bytes, at: offset + 4))
    }
}
