import Testing

@testable import callwitness

@Suite("Output that waits for its turn")
struct OrderedOutputTests {
    private func document(_ byte: UInt8, _ count: Int) -> OutputItem {
        .document([UInt8](repeating: byte, count: count), id: "call \(byte)")
    }

    /// Everything of the captures, in their order.
    private func all(_ output: OrderedOutput<Int>, captures: Int) throws -> [String] {
        var found: [String] = []
        for capture in 0..<captures {
            while let item = try output.next(of: capture) {
                switch item {
                case .document(let bytes, let id): found.append("\(id): \(bytes.count) of \(bytes.first ?? 0)")
                case .sentence(let text): found.append(text)
                }
            }
            if let outcome = try output.outcome(of: capture) { found.append("outcome \(outcome)") }
        }
        return found
    }

    @Test("Items are given out by capture, whether they wait in memory or in a file", arguments: [0, 100, 1 << 20])
    func order(memoryLimit: Int) throws {
        let output = OrderedOutput<Int>(captures: 3, memoryLimit: memoryLimit)
        // All from one thread: only what need not wait for a reader may be put.
        for capture in [2, 1] {
            for count in [1, 1000, 70, 0, 30_000] { output.put(document(UInt8(capture), count), of: capture) }
            output.put(.sentence("sentence \(capture) – ü"), of: capture)
            output.finish(capture, .success(capture))
        }
        output.finish(0, .success(0))
        var expected = ["outcome 0"]
        for capture in 1...2 {
            expected += [1, 1000, 70, 0, 30_000].map { "call \(capture): \($0) of \($0 == 0 ? 0 : capture)" }
            expected += ["sentence \(capture) – ü", "outcome \(capture)"]
        }
        #expect(try all(output, captures: 3) == expected)
    }

    @Test("Many threads, little room: nothing is lost, and nobody waits for ever", arguments: [0, 5000])
    func threads(memoryLimit: Int) throws {
        let captures = 40
        let output = OrderedOutput<Int>(captures: captures, memoryLimit: memoryLimit)
        for _ in 0..<4 {
            #expect(
                WorkerThread.start {
                    while let capture = output.begin() {
                        for count in 0..<50 {
                            output.put(
                                .document([UInt8](repeating: 7, count: count * 40), id: "\(capture)"), of: capture)
                        }
                        output.finish(capture, .success(capture))
                    }
                })
        }
        let expected = (0..<captures).flatMap { capture in
            (0..<50).map { "\(capture): \($0 * 40) of \($0 == 0 ? 0 : 7)" } + ["outcome \(capture)"]
        }
        #expect(try all(output, captures: captures) == expected)
    }

    @Test("A capture's error comes behind what it said before")
    func failure() throws {
        let output = OrderedOutput<Int>(captures: 1)
        output.put(.sentence("before"), of: 0)
        output.finish(0, .failure(CommandFailure("It failed.")))
        #expect(try output.next(of: 0) != nil)
        #expect(try output.next(of: 0) == nil)
        #expect(throws: CommandFailure.self) { _ = try output.outcome(of: 0) }
    }
}
