import Testing

@testable import Analysis

@Suite struct PagedStoreTests {
    private final class Counted {
        let number: Int
        let alive: () -> Void
        init(_ number: Int, alive: @escaping () -> Void) {
            self.number = number
            self.alive = alive
        }
        deinit { alive() }
    }

    @Test("Values of several pages are found by their index, and changed in place")
    func values() {
        var store = PagedStore<Int>()
        for number in 0..<1000 { store.append(number) }
        for index in 0..<1000 { store[index] += 1 }
        #expect(store.count == 1000)
        #expect((0..<1000).allSatisfy { store[$0] == $0 + 1 })
    }

    @Test("All are given back with the store, also those of a page begun", arguments: [0, 1, 63, 64, 65, 200])
    func release(count: Int) {
        var released = 0
        do {
            var store = PagedStore<Counted>()
            for number in 0..<count { store.append(Counted(number) { released += 1 }) }
            if count > 0 { store[0] = Counted(-1) { released += 1 } }
            #expect(released == min(count, 1))
        }
        #expect(released == count + min(count, 1))
    }

    @Test("What every packet touches lies in whole cache lines")
    func lines() {
        #expect(MemoryLayout<StreamHead>.stride % 64 == 0)
    }
}
