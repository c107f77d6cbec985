import FoundationEssentials
import Fuzzing
import Testing

/// Inputs on which something once failed, fed to the functions that the fuzzer drives: Regressions/TARGET/NAME.
@Suite("Inputs that once failed", .timeLimit(.minutes(1)))
struct RegressionTests {
    static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/") + "/Regressions"

    static let inputs: [String] = FuzzTarget.all.flatMap { target in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(target.name)")) ?? []
        return names.sorted().map { "\(target.name)/\($0)" }
    }

    @Test(arguments: inputs)
    func holds(_ path: String) throws {
        let name = try #require(path.split(separator: "/").first.map(String.init))
        let target = try #require(FuzzTarget.named(name))
        let bytes = try #require(FileManager.default.contents(atPath: "\(Self.folder)/\(path)"))
        try target.run(Array(bytes))
    }

    @Test("Every kept input belongs to a target")
    func noneIsLost() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(folders).isSubset(of: Set(FuzzTarget.all.map(\.name))))
        #expect(!folders.isEmpty)
    }

    @Test("Nothing, and bytes of every value, in every target", arguments: FuzzTarget.all.map(\.name))
    func plainInputs(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        for count in [0, 1, 7, 64, 300] {
            for value in UInt8.min...UInt8.max { try target.run([UInt8](repeating: value, count: count)) }
        }
    }
}
