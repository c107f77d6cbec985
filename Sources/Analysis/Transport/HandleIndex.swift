/// Open-addressing index from hashes to handles into a dense array that its owner keeps.
///
/// A probe touches one cache line in most cases: hash tags stand beside the handles, and the owner's entries are only
/// compared where the tag agrees. Deletion shifts back, so that there are no tombstones to pile up.
struct HandleIndex {
    private struct Slot: BitwiseCopyable {
        var tag: UInt32
        /// -1: empty.
        var handle: Int32
    }

    private var slots: [Slot]
    private(set) var count = 0

    init(minimumCapacity: Int = 16) {
        var size = 16
        while size * 3 / 4 < minimumCapacity { size *= 2 }
        slots = [Slot](repeating: Slot(tag: 0, handle: -1), count: size)
    }

    /// What hashes of keys are made with: both halves of the 128-bit product, so that one multiplication mixes every bit.
    @inline(__always)
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    @inline(__always)
    func find(_ hash: UInt64, where matches: (Int32) -> Bool) -> Int32? {
        let mask = slots.count - 1
        let tag = UInt32(truncatingIfNeeded: hash)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot.handle < 0 { return nil }
            if slot.tag == tag, matches(slot.handle) { return slot.handle }
            index = (index + 1) & mask
        }
    }

    /// The first that may be it, by its tag alone.
    @inline(__always)
    func findLikely(_ hash: UInt64) -> Int32? { find(hash) { _ in true } }

    /// - Precondition: no entry for the same key is there yet.
    mutating func insert(_ hash: UInt64, handle: Int32) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        place(Slot(tag: UInt32(truncatingIfNeeded: hash), handle: handle))
        count += 1
    }

    mutating func remove(_ hash: UInt64, handle: Int32) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index].handle != handle {
            if slots[index].handle < 0 { return }
            index = (index + 1) & mask
        }
        count -= 1
        var hole = index
        while true {
            index = (index + 1) & mask
            let slot = slots[index]
            if slot.handle < 0 { break }
            let home = Int(slot.tag) & mask
            // Move back unless its home lies between the hole and where it stands.
            if (index - home) & mask >= (index - hole) & mask {
                slots[hole] = slot
                hole = index
            }
        }
        slots[hole].handle = -1
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(slot.tag) & mask
        while slots[index].handle >= 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(tag: 0, handle: -1), count: old.count * 2)
        for slot in old where slot.handle >= 0 { place(slot) }
    }
}
