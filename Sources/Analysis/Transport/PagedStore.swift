/// Values that never move, by their index: pages of them, allocated as they are needed.
///
/// An array of large values costs its owner twice: each time it grows, all are copied and for a moment there are both; and
/// each change of one asks whether the array is shared. With thousands of streams the packets pay for that.
@safe
struct PagedStore<Element>: ~Copyable {
    private static var pageBits: Int { 6 }
    private static var pageLength: Int { 1 << pageBits }
    private static var cacheLine: Int { 64 }

    private var pages: [UnsafeMutablePointer<Element>] = unsafe []
    private(set) var count = 0

    deinit {
        for index in unsafe pages.indices {
            unsafe pages[index].deinitialize(count: min(Self.pageLength, count - index * Self.pageLength))
            unsafe pages[index].deallocate()
        }
    }

    mutating func append(_ element: consuming Element) {
        let (page, offset) = count.quotientAndRemainder(dividingBy: Self.pageLength)
        if unsafe page == pages.count { unsafe pages.append(Self.makePage()) }
        unsafe (pages[page] + offset).initialize(to: element)
        count += 1
    }

    private static func makePage() -> UnsafeMutablePointer<Element> {
        unsafe UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Element>.stride * pageLength,
            alignment: max(MemoryLayout<Element>.alignment, cacheLine)
        ).bindMemory(to: Element.self, capacity: pageLength)
    }

    /// Elements change where they lie: the store itself stays as it is.
    ///
    /// - Precondition: `index` is less than `count`.
    subscript(index: Int) -> Element {
        @inline(__always) _read {
            precondition(index >= 0 && index < count)
            yield unsafe pages[index >> Self.pageBits][index & (Self.pageLength - 1)]
        }
        @inline(__always) nonmutating _modify {
            precondition(index >= 0 && index < count)
            yield unsafe &pages[index >> Self.pageBits][index & (Self.pageLength - 1)]
        }
    }
}
