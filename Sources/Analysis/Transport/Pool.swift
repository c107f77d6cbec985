/// Values in slots that are used again: a handle stays valid until its value is removed.
struct Pool<Element> {
    private var slots: [Element] = []
    private var free: [Int32] = []
    /// What a free slot holds, so that a removed value's storage is released.
    private let vacant: Element

    init(vacant: Element) { self.vacant = vacant }

    /// Values held.
    var count: Int { slots.count - free.count }

    mutating func insert(_ element: Element) -> Int32 {
        if let handle = free.popLast() {
            slots[Int(handle)] = element
            return handle
        }
        slots.append(element)
        return Int32(slots.count - 1)
    }

    /// Takes the value out of its slot, which stays the caller's to fill again.
    mutating func take(_ handle: Int32) -> Element {
        var element = vacant
        swap(&element, &slots[Int(handle)])
        return element
    }

    mutating func remove(_ handle: Int32) {
        slots[Int(handle)] = vacant
        free.append(handle)
    }

    subscript(handle: Int32) -> Element {
        // A copy would retain all that a tracker has on the heap.
        @inline(__always) _read { yield slots[Int(handle)] }
        @inline(__always) _modify { yield &slots[Int(handle)] }
    }
}
