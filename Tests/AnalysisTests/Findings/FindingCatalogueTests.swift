import FoundationEssentials
import Report
import Testing

@Suite("The catalogue of findings")
struct FindingCatalogueTests {
    @Test("Is found where it should be, with its evidence", arguments: FindingCode.allCases)
    func triggers(code: FindingCode) throws {
        let scenarios = try #require(FindingScenarios.all[code], "no scenario").triggers
        #expect(!scenarios.isEmpty)
        for scenario in scenarios {
            let findings = try scenario.reports().flatMap(\.network.findings)
            let finding = try #require(
                findings.first { $0.code == code }, "\(scenario.name): \(findings.map(\.code.rawValue))")
            #expect(!finding.title.isEmpty && finding.action?.isEmpty == false, "\(scenario.name)")
            // What a capture says of itself may stand beside its frames.
            #expect(
                finding.place == .capture || finding.evidence.contains { !$0.frames.isEmpty },
                "\(scenario.name): no frames")
        }
    }

    @Test("Is not found where it is only nearly so", arguments: FindingCode.allCases)
    func nearMisses(code: FindingCode) throws {
        let scenarios = try #require(FindingScenarios.all[code], "no scenario").nearMisses
        #expect(!scenarios.isEmpty)
        for scenario in scenarios {
            let reports = try scenario.reports()
            #expect(!reports.isEmpty, "\(scenario.name): no call")
            #expect(!reports.flatMap(\.network.findings).contains { $0.code == code }, "\(scenario.name)")
        }
    }

    @Test("docs/findings.md has a row for every code, in the catalogue's order, and no other")
    func documentation() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let path = root.joined(separator: "/") + "/docs/findings.md"
        let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
        // | `code` | severity | …
        let rows = text.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("| `"), let end = line.dropFirst(3).firstIndex(of: "`") else { return nil }
            return String(line[line.index(line.startIndex, offsetBy: 3)..<end])
        }
        #expect(rows == FindingCode.allCases.map(\.rawValue))
    }
}
